// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullMarked;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules every module keeps; use them on main classes with {@code @ArchTest}. */
public final class ArchitectureRules {

    /** An event loop that waits, stalls everyone; a subscription of our own loses errors and context. */
    public static final ArchRule NO_BLOCKING_CALLS = noBlockingCallsBut();

    /** Every package says that its types are non-null unless marked. */
    public static final ArchRule NULL_MARKED = classes()
            .should(new ArchCondition<JavaClass>("live in a package marked @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                    events.add(new SimpleConditionEvent(type, marked, type.getPackageName()));
                }
            })
            .allowEmptyShould(true);

    private ArchitectureRules() {}

    /** As {@link #NO_BLOCKING_CALLS}, but for classes that run on a thread which is there to wait. */
    public static ArchRule noBlockingCallsBut(Class<?>... waiting) {
        return noClasses()
                .that()
                .doNotBelongToAnyOf(waiting)
                .should()
                .callMethodWhere(target(nameMatching("block.*|subscribe|toFuture|toStream|toIterable"))
                        .and(targetOwner(assignableTo(Mono.class).or(assignableTo(Flux.class)))))
                .orShould()
                .callMethodWhere(target(nameMatching("get|join")).and(targetOwner(assignableTo(Future.class))))
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", Duration.class)
                .as("Nothing waits on a thread and nothing but the framework subscribes")
                .allowEmptyShould(true);
    }

    /** The packages below the given one do not depend on each other in circles. */
    public static ArchRule noPackageCycles(String basePackage) {
        return slices().matching(basePackage + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true);
    }
}
