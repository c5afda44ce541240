// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.session;

import static nl.koppelpunt.identitylink.eherkenning.TestVerifiedIdentities.identity;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.koppelpunt.identitylink.Browser;
import nl.koppelpunt.identitylink.Browsers;
import nl.koppelpunt.identitylink.FakeAccountService;
import nl.koppelpunt.identitylink.FakePinService;
import nl.koppelpunt.identitylink.LinkServiceTest;
import nl.koppelpunt.identitylink.TestLinkService;
import nl.koppelpunt.identitylink.identitylink.Memberships;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@LinkServiceTest
class PortalTokenTests {

    private static final String KVK = "12345678";

    @Autowired
    Browsers browsers;

    @Autowired
    FakeAccountService accounts;

    @Autowired
    FakePinService pins;

    @Autowired
    Memberships memberships;

    private Browser browser;

    @BeforeEach
    void openBrowser() {
        browser = browsers.open();
        browser.logIn(identity(KVK, UUID.randomUUID().toString()));
    }

    @Test
    @DisplayName(
            "S-092 the portal application is told who came in and for which institutions, and nobody else takes it")
    void portalTokenHoldsItsClaims() throws ParseException {
        link();
        var own = claims(browser.token());
        memberships.add(UUID.fromString(own.getSubject()), List.of("00ZZ")).block();

        var answer = browser.sessionToken(TestLinkService.PORTAL_AUDIENCE);
        var claims = claims(answer.text("token"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("state")).isEqualTo("SIGNED_IN");
        assertThat(claims.getAudience()).containsExactly(TestLinkService.PORTAL_AUDIENCE);
        assertThat(claims.getIssuer()).isEqualTo(TestLinkService.ISSUER);
        assertThat(claims.getSubject()).isEqualTo(own.getSubject());
        assertThat(claims.getStringClaim("sid")).isEqualTo(own.getStringClaim("sid"));
        assertThat(claims.getStringClaim("acr")).isEqualTo("urn:etoegang:core:assurance-class:loa3");
        assertThat(claims.getStringClaim("scope")).isEqualTo("portal");
        assertThat(claims.getStringListClaim("institution_codes")).containsExactly("00ZZ", "10AB");
        assertThat(claims.getClaim("institutions"))
                .isEqualTo(List.of(
                        Map.of("code", "00ZZ", "name", "00ZZ"), Map.of("code", "10AB", "name", "De Regenboog")));
        assertThat(claims.getExpirationTime())
                .isEqualTo(Date.from(claims.getIssueTime().toInstant().plusSeconds(120)));
        assertThat(browser.getWith(answer.text("token"), "/api/links/v1/session")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whoIsLinkingHasAStateAndNoPortalToken() {
        var answer = browser.sessionToken(TestLinkService.PORTAL_AUDIENCE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("state")).isEqualTo("LINKING");
        assertThat(answer.body().has("token")).isFalse();
        assertThat(answer.body().has("sessionExpiresAt")).isTrue();
    }

    @Test
    void strangerIsAnonymousToThePortalToo() {
        assertThat(browsers.open().sessionToken(TestLinkService.PORTAL_AUDIENCE).body())
                .hasToString("{\"state\":\"ANONYMOUS\"}");
    }

    @Test
    @DisplayName("S-092 no token is made for an audience nobody configured, not even one of our own services")
    void otherAudienceIsRefused() {
        link();

        assertThat(List.of("account-service", "urn:voorbeeld:ander", "", TestLinkService.PORTAL_AUDIENCE + " "))
                .allSatisfy(audience -> {
                    var answer = browser.sessionToken(audience);
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.code()).isEqualTo("unknown-audience");
                    assertThat(answer.body().has("token")).isFalse();
                });
    }

    private void link() {
        var unique = UUID.randomUUID().toString();
        accounts.account(unique, unique, "10AB", KVK);
        browser.prove("n" + unique + "@school.example", unique, unique);
        assertThat(browser.confirm(pins.mailedTo("n" + unique + "@school.example"))
                        .text("outcome"))
                .isEqualTo("completed");
    }

    private static JWTClaimsSet claims(String token) throws ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }
}
