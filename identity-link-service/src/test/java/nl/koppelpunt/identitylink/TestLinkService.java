// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.koppelpunt.identitylink.eherkenning.CookieSettings;
import nl.koppelpunt.identitylink.eherkenning.LoginCompletion;
import nl.koppelpunt.platform.test.ColumnEncryptionTestSupport;
import nl.koppelpunt.platform.test.PostgresTestSupport;
import nl.koppelpunt.platform.test.TemporaryFolder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** The whole service but for SAML: a test logs in with an identity that is taken as verified. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableScheduling
@EnableConfigurationProperties(CookieSettings.class)
@ConfigurationPropertiesScan({
    "nl.koppelpunt.identitylink.accounts",
    "nl.koppelpunt.identitylink.linkattempt",
    "nl.koppelpunt.identitylink.pins",
    "nl.koppelpunt.identitylink.session",
    "nl.koppelpunt.identitylink.tokens",
    "nl.koppelpunt.identitylink.upstream"
})
@ComponentScan(
        excludeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = "nl\\.koppelpunt\\.identitylink\\.(eherkenning\\..*|IdentityLinkServiceApplication)"))
@Import({PostgresTestSupport.class, ColumnEncryptionTestSupport.class})
public class TestLinkService {

    public static final String PORTAL_AUDIENCE = "urn:voorbeeld:portaal";
    public static final String ISSUER = "https://links.example";

    @Bean(destroyMethod = "close")
    FakeAccountService fakeAccountService() throws IOException {
        return new FakeAccountService();
    }

    @Bean(destroyMethod = "close")
    FakePinService fakePinService() throws IOException {
        return new FakePinService();
    }

    @Bean
    Browsers browsers(@Value("${test.url}") String url, LoginCompletion logins) {
        return new Browsers(url, logins);
    }

    @Bean
    FakeBrokerLogOut fakeBrokerLogOut() {
        return new FakeBrokerLogOut();
    }

    @Bean
    DynamicPropertyRegistrar linkServiceProperties(FakeAccountService accounts, FakePinService pins)
            throws IOException, JOSEException {
        var keys = signingKeys();
        return registry -> {
            registry.add("koppelpunt.oin", () -> "00000001234567890000");
            registry.add("koppelpunt.tokens.portal-audience", () -> PORTAL_AUDIENCE);
            registry.add("koppelpunt.tokens.issuer", () -> ISSUER);
            registry.add("koppelpunt.tokens.signing-keys-file", () -> keys);
            registry.add("koppelpunt.security.person.issuer", () -> ISSUER);
            registry.add("koppelpunt.accounts.base-url", accounts::url);
            registry.add("koppelpunt.pins.base-url", pins::url);
        };
    }

    private static Path signingKeys() throws IOException, JOSEException {
        var file = TemporaryFolder.create("signing-keys").resolve("signing-keys.json");
        var keys = new JWKSet(List.of(key("current"), key("previous")));
        return Files.writeString(file, keys.toString(false));
    }

    private static ECKey key(String id) throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    }
}
