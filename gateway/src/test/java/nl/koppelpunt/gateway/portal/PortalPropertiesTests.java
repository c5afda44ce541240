// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.Configuration;

/** The addresses on the pages, with the defaults of the program. */
class PortalPropertiesTests {

    private final ApplicationContextRunner program = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(PortalSettings.class);

    @Test
    void contactIsTheHelpdesk() {
        program.run(
                context -> assertThat(context.getBean(PortalProperties.class).contactUrl())
                        .isEqualTo("mailto:helpdeskp.o@rod.duo.nl"));
    }

    @Test
    void contactFollowsTheHelpdeskOfAnotherPortal() {
        program.withPropertyValues("koppelpunt.portal.helpdesk-email=hulp@portaal.example")
                .run(context -> assertThat(
                                context.getBean(PortalProperties.class).contactUrl())
                        .isEqualTo("mailto:hulp@portaal.example"));
    }

    /** As an installation sets it. */
    @Test
    void contactFollowsTheHelpdeskOfTheEnvironment() {
        program.withInitializer(context -> {
                    TestPropertyValues.of("KOPPELPUNT_PORTAL_HELPDESKEMAIL=hulp@portaal.example")
                            .applyTo(context.getEnvironment(), TestPropertyValues.Type.SYSTEM_ENVIRONMENT);
                    ConfigurationPropertySources.attach(context.getEnvironment());
                })
                .run(context -> assertThat(
                                context.getBean(PortalProperties.class).contactUrl())
                        .isEqualTo("mailto:hulp@portaal.example"));
    }

    @Test
    void contactMayBeElsewhere() {
        program.withPropertyValues(
                        "koppelpunt.portal.helpdesk-email=hulp@portaal.example",
                        "koppelpunt.portal.contact-url=https://portaal.example/contact")
                .run(context -> assertThat(
                                context.getBean(PortalProperties.class).contactUrl())
                        .isEqualTo("https://portaal.example/contact"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(PortalProperties.class)
    static class PortalSettings {}
}
