// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

class EHerkenningPropertiesTests {

    private static final String PREFIX = "koppelpunt.eherkenning.";
    private static final List<String> COMPLETE = List.of(
            "entity-id=urn:etoegang:DV:00000001234567890000:entities:9001",
            "service-id=urn:etoegang:DV:00000001234567890000:services:1",
            "service-name=Portaal",
            "base-url=https://portaal.example.nl",
            "key-store=/keys.p12",
            "key-store-password-file=/password",
            "tls-trust-file=/trust.pem",
            "broker.entity-id=urn:etoegang:HM:00000003123456780000:entities:9001",
            "broker.metadata=/metadata.xml",
            "broker.metadata-certificate-file=/metadata.pem");

    @Configuration
    @EnableConfigurationProperties(EHerkenningProperties.class)
    static class Settings {}

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void defaultsAreThoseOfTheScheme() {
        runner.withPropertyValues(without("")).run(context -> {
            EHerkenningProperties properties = context.getBean(EHerkenningProperties.class);

            assertThat(properties.minimumLevel()).isEqualTo(LevelOfAssurance.LOA3);
            assertThat(properties.clockSkew()).hasSeconds(30);
            assertThat(properties.formTimeout()).hasSeconds(2);
            assertThat(properties.serviceProvider().consumerUrl())
                    .isEqualTo("https://portaal.example.nl/eherkenning/acs");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entity-id",
                "service-id",
                "service-name",
                "base-url",
                "key-store=",
                "key-store-password-file",
                "tls-trust-file",
                "broker.entity-id",
                "broker.metadata=",
                "broker.metadata-certificate-file"
            })
    void missingSettingStopsTheStart(String name) {
        runner.withPropertyValues(without(name))
                .run(context -> assertThat(context).hasFailed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"121s", "-1s"})
    @DisplayName("S-022: the clock skew is at most two minutes")
    void otherSkewStopsTheStart(String skew) {
        runner.withPropertyValues(without(""))
                .withPropertyValues(PREFIX + "clock-skew=" + skew)
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    @DisplayName("S-025: no setting turns a check off: a switch that is not among these has to be judged first")
    void noSwitchLeavesACheckOut() {
        List<String> switches = Stream.of(EHerkenningProperties.class.getDeclaredClasses())
                .filter(Class::isRecord)
                .flatMap(group -> Arrays.stream(group.getRecordComponents()))
                .filter(setting -> setting.getType() == boolean.class)
                .map(RecordComponent::getName)
                .toList();

        assertThat(EHerkenningProperties.class.getRecordComponents())
                .noneMatch(setting -> setting.getType() == boolean.class);
        assertThat(switches)
                .containsExactlyInAnyOrder("enabled", "postResponse", "logOut", "consumerByUrl", "anyEntityId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "signature-algorithms=",
                "signature-algorithms=rsa-sha1",
                "signature-algorithms=rsa-sha256,rsa-md5",
                "minimum-key-bits=1024",
                "minimum-key-bits=2047"
            })
    @DisplayName("S-007: no setting takes a weak signature")
    void weakSignatureCannotBeAllowed(String setting) {
        runner.withPropertyValues(without(""))
                .withPropertyValues(PREFIX + "broker." + setting)
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    @DisplayName("S-007: stronger signatures are a setting")
    void strongerSignaturesAreASetting() {
        runner.withPropertyValues(without(""))
                .run(context -> assertThat(rules(context)).isEqualTo(SignatureRules.OF_THE_SCHEME));
        runner.withPropertyValues(without(""))
                .withPropertyValues(
                        PREFIX + "broker.signature-algorithms=rsa-sha384,rsa-sha512",
                        PREFIX + "broker.minimum-key-bits=3072")
                .run(context -> assertThat(rules(context))
                        .isEqualTo(SignatureRules.of(
                                Set.of(SignatureAlgorithm.RSA_SHA384, SignatureAlgorithm.RSA_SHA512), 3072)));
    }

    private static SignatureRules rules(ApplicationContext context) {
        return context.getBean(EHerkenningProperties.class).serviceProvider().signatures();
    }

    @Test
    void keysInPemFilesNeedNoKeyStore() {
        runner.withPropertyValues(without("key-store"))
                .withPropertyValues(pem("signing"))
                .withPropertyValues(pem("decryption"))
                .withPropertyValues(pem("tls"))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"certificate-file=/c.pem", "private-key-file=/k.pem", "active-from=2027-01-01T00:00:00Z"})
    void halfAKeyStopsTheStart(String half) {
        runner.withPropertyValues(without(""))
                .withPropertyValues(PREFIX + "keys.signing[0]." + half)
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void onlyKnownContentTypesOfSoapAreTaken() {
        runner.withPropertyValues(without(""))
                .withPropertyValues(PREFIX + "broker.soap-content-type=application/soap+xml")
                .run(context -> assertThat(context).hasNotFailed());
        runner.withPropertyValues(without(""))
                .withPropertyValues(PREFIX + "broker.soap-content-type=application/json")
                .run(context -> assertThat(context).hasFailed());
    }

    @ParameterizedTest
    @CsvSource({
        "entity-id, urn:etoegang:HM:00000001234567890000:entities:9001",
        "entity-id, urn:etoegang:DV:1234:entities:9001",
        "broker.entity-id, urn:etoegang:DV:00000003123456780000:entities:9001",
        "broker.entity-id, https://broker.example/saml",
        "broker.entity-id, urn:etoegang:HM:00000003123456780000:entities:9001:more"
    })
    void entityIdOfAnotherFormStopsTheStartUnlessAnyIsAllowed(String name, String value) {
        String[] other = Stream.concat(Arrays.stream(without(name + "=")), Stream.of(PREFIX + name + "=" + value))
                .toArray(String[]::new);

        runner.withPropertyValues(other)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("must be an EntityID of the scheme"));
        runner.withPropertyValues(other)
                .withPropertyValues(PREFIX + "broker.any-entity-id=true")
                .run(context -> assertThat(context).hasNotFailed());
    }

    private static String[] pem(String purpose) {
        return new String[] {
            PREFIX + "keys." + purpose + "[0].certificate-file=/c.pem",
            PREFIX + "keys." + purpose + "[0].private-key-file=/k.pem"
        };
    }

    private static String[] without(String name) {
        Stream<String> kept = COMPLETE.stream().filter(setting -> name.isEmpty() || !setting.startsWith(name));
        return kept.map(setting -> PREFIX + setting).toArray(String[]::new);
    }
}
