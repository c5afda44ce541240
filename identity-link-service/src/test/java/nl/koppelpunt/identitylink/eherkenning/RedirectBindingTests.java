// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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
    void messageTravelsInTheQuery() throws IOException {
        MultiValueMap<String, String> query = UriComponentsBuilder.fromUri(
                        binding.location(ENDPOINT, "<request/>", "state"))
                .build()
                .getQueryParams();

        byte[] deflated = Base64.getDecoder().decode(value(query, "SAMLRequest"));
        try (Inflater inflater = new Inflater(true);
                var message = new InflaterInputStream(new ByteArrayInputStream(deflated), inflater)) {
            assertThat(new String(message.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("<request/>");
        }
        assertThat(value(query, "RelayState")).isEqualTo("state");
    }

    @Test
    void querySignatureCoversMessageStateAndAlgorithm() throws GeneralSecurityException {
        String query = binding.location(ENDPOINT, "<request/>", "state").getRawQuery();
        int end = query.indexOf("&Signature=");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(TestKeys.OURS.certificate());
        signature.update(query.substring(0, end).getBytes(StandardCharsets.UTF_8));

        String value = UriUtils.decode(query.substring(end + "&Signature=".length()), StandardCharsets.UTF_8);

        assertThat(signature.verify(Base64.getDecoder().decode(value))).isTrue();
        assertThat(query).contains("SigAlg=http%3A%2F%2Fwww.w3.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256");
    }

    private static String value(MultiValueMap<String, String> query, String name) {
        return UriUtils.decode(query.getOrDefault(name, List.of()).getFirst(), StandardCharsets.UTF_8);
    }
}
