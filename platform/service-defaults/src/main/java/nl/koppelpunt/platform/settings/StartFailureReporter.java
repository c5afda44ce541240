// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.settings;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/**
 * Says on standard error, in one line, which settings kept a program from starting. The program then ends with exit
 * code 1. Other failures are left to Spring Boot.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailureReporter implements SpringBootExceptionReporter {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private final ConfigurableEnvironment environment;

    StartFailureReporter(@Nullable ConfigurableApplicationContext context) {
        this.environment = context == null ? new StandardEnvironment() : context.getEnvironment();
    }

    @Override
    public boolean reportException(Throwable failure) {
        var wrong = new StartFault(environment).of(failure);
        if (wrong.isEmpty()) {
            return false;
        }
        System.err.println(line(wrong));
        return true;
    }

    private String line(List<WrongSetting> wrong) {
        var examples = SettingExamples.ofClassPath();
        var program = environment.getProperty("spring.application.name", "The program");
        var line = wrong.stream()
                .flatMap(it -> clauses(it, examples))
                .collect(Collectors.joining("; ", program + " does not start: ", ""));
        return CONTROL.matcher(line).replaceAll(" ");
    }

    /** A missing group of settings is told by each of its members. */
    private static Stream<String> clauses(WrongSetting wrong, SettingExamples examples) {
        var members = examples.below(wrong.name()).toList();
        return wrong.fault().equals(WrongSetting.MISSING) && !members.isEmpty()
                ? members.stream().map(name -> clause(new WrongSetting(name, wrong.fault()), examples))
                : Stream.of(clause(wrong, examples));
    }

    private static String clause(WrongSetting wrong, SettingExamples examples) {
        var example = examples.of(wrong.name());
        return wrong.name() + " " + wrong.fault() + (example == null ? "" : ", for example " + example);
    }
}
