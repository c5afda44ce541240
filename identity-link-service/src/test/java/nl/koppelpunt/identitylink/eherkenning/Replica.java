// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.time.Duration;
import java.util.stream.Stream;
import nl.koppelpunt.platform.test.TestDatabase;
import nl.koppelpunt.platform.test.TestPki;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.http.client.ReactorResourceFactory;

/** Another instance of the service, with nothing in common with the first but settings, database and broker. */
final class Replica implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Replica(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Replica of(ApplicationContext first, String... settings) {
        return new Replica(new SpringApplicationBuilder(TestEHerkenning.class)
                .initializers(context -> share(first, (GenericApplicationContext) context))
                .run(Stream.concat(
                                Stream.of(
                                        "--server.port=0",
                                        "--management.server.port=-1",
                                        "--server.shutdown=immediate",
                                        "--spring.main.allow-bean-definition-overriding=true"),
                                Stream.of(settings))
                        .toArray(String[]::new)));
    }

    private static void share(ApplicationContext first, GenericApplicationContext context) {
        context.getEnvironment().merge((ConfigurableEnvironment) first.getEnvironment());
        context.getEnvironment().getPropertySources().remove("server.ports");
        share(TestDatabase.class, first, context);
        share(TestPki.class, first, context);
        share(SoapBroker.class, first, context);
        context.registerBean(ReactorResourceFactory.class, Replica::resources);
    }

    // Closing a replica must not take the threads of the first one with it.
    private static ReactorResourceFactory resources() {
        var resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }

    private static <T> void share(Class<T> type, ApplicationContext first, GenericApplicationContext context) {
        String name = first.getBeanNamesForType(type)[0];
        context.registerBean(name, type, () -> first.getBean(type), definition -> definition.setDestroyMethodName(""));
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
