// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import static nl.koppelpunt.identitylink.eherkenning.TestVerifiedIdentities.authorised;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.UUID;
import nl.koppelpunt.identitylink.LinkServiceTest;
import nl.koppelpunt.identitylink.eherkenning.VerifiedIdentity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@LinkServiceTest
@DisplayName("S-076 an authorisation that is limited to a branch reaches what was linked for that branch")
class RestrictionTests extends LinkFixture {

    private static final String BRANCH = "000012345678";
    private static final String OTHER_BRANCH = "000087654321";

    private String pseudonym = "";

    @BeforeEach
    void nameOnePerson() {
        pseudonym = UUID.randomUUID().toString();
    }

    @Test
    void sameBranchSignsIn() {
        link(BRANCH);

        assertThat(browsers.open().logIn(as(BRANCH))).isTrue();
    }

    @Test
    void widerAuthorisationSignsInToo() {
        link(BRANCH);

        assertThat(browsers.open().logIn(as(null))).isTrue();
    }

    @Test
    void otherBranchDoesNotSignInAndNothingIsLeftOfTheSessionBefore() {
        link(BRANCH);

        assertThat(browser.isOutsideRestriction(as(OTHER_BRANCH))).isTrue();

        assertThat(browser.sessionToken().text("state")).isEqualTo("ANONYMOUS");
    }

    @Test
    void linkOfTheWholeOrganisationIsBeyondOneBranch() {
        link(null);

        assertThat(browsers.open().isOutsideRestriction(as(BRANCH))).isTrue();
    }

    @Test
    void branchAndOrganisationInBetweenAreShownBeforeTheLinkIsMadeAndKeptWithIt() {
        browser.logIn(authorised(KVK, pseudonym, BRANCH, "87654321"));
        var shown = browser.linkAttempt();
        browser.prove(email, username, password);
        browser.confirm(pin());

        assertThat(shown.text("establishment")).isEqualTo(BRANCH);
        assertThat(shown.body().path("intermediary").path("type").asString()).isEqualTo("KvKnr");
        assertThat(shown.body().path("intermediary").path("value").asString()).isEqualTo("87654321");
        assertThat(column(
                        "SELECT establishment || intermediary_type || intermediary_value FROM identity_link"
                                + " WHERE portal_user_id = :id",
                        Objects.requireNonNull(accounts.portalUser(account))))
                .containsExactly(BRANCH + "KvKnr87654321");
    }

    @Test
    void attemptTakesOverWhatTheLatestLoginWasLimitedTo() {
        browser.logIn(as(BRANCH));
        browser.logIn(as(null));

        assertThat(browser.linkAttempt().body().path("establishment").isNull()).isTrue();
    }

    private void link(@Nullable String branch) {
        browser.logIn(as(branch));
        browser.prove(email, username, password);
        assertThat(browser.confirm(pin()).text("outcome")).isEqualTo("completed");
    }

    private VerifiedIdentity as(@Nullable String branch) {
        return authorised(KVK, pseudonym, branch, null);
    }
}
