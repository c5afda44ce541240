// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

class RedirectBindingTests {

    private static final URI ENDPOINT = URI.create("https://broker.example.nl/sso");

    private final RedirectBinding binding = new RedirectBinding(TestRings.of(TestKeys.OURS));

    @Test
    void messageTravelsInTheQuery() {
        URI location = binding.location(ENDPOINT, "<request/>", "state");

        assertThat(inflated(location)).isEqualTo("<request/>");
        assertThat(value(location, "RelayState")).isEqualTo("state");
    }

    @Test
    void querySignatureCoversMessageStateAndAlgorithm() {
        URI location = binding.location(ENDPOINT, "<request/>", "state");

        assertSigned(location, TestKeys.OURS);
        assertThat(location.getRawQuery())
                .contains("SigAlg=http%3A%2F%2Fwww.w3.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256");
    }

    static String inflated(URI location) {
        byte[] deflated = Base64.getDecoder().decode(value(location, "SAMLRequest"));
        try (Inflater inflater = new Inflater(true);
                var message = new InflaterInputStream(new ByteArrayInputStream(deflated), inflater)) {
            return new String(message.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void assertSigned(URI location, OwnKey key) {
        String query = location.getRawQuery();
        int end = query.indexOf("&Signature=");
        String value = UriUtils.decode(query.substring(end + "&Signature=".length()), StandardCharsets.UTF_8);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key.certificate());
            signature.update(query.substring(0, end).getBytes(StandardCharsets.UTF_8));
            assertThat(signature.verify(Base64.getDecoder().decode(value))).isTrue();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String value(URI location, String name) {
        MultiValueMap<String, String> query =
                UriComponentsBuilder.fromUri(location).build().getQueryParams();
        return UriUtils.decode(query.getOrDefault(name, List.of()).getFirst(), StandardCharsets.UTF_8);
    }
}
