// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway.portal;

import static java.util.Objects.requireNonNullElse;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import nl.koppelpunt.gateway.language.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The names and addresses on the pages of this portal.
 *
 * @param formerName what the portal was called before, as older users know it
 * @param oldLoginEnded the day on which logging in with username and password alone stopped, in words
 * @param english the same in English, where it is said in other words
 * @param websiteUrl the site of the organisation; without it no link is shown, as with {@code newsUrl}
 * @param themeCss a stylesheet mounted next to the program, read at start-up and loaded after ours
 */
@Validated
@ConfigurationProperties("koppelpunt.portal")
record PortalProperties(
        @NotBlank String name,
        @NotBlank String formerName,
        @NotBlank String oldLoginEnded,
        @NotBlank String organisation,
        @Nullable String parentOrganisation,
        @NotBlank String payOff,
        @NotBlank String helpdesk,
        @NotBlank String helpdeskEmail,
        @NotBlank String contactUrl,
        @Nullable English english,
        @Nullable String websiteUrl,
        @Nullable String newsUrl,
        @Nullable String accessibilityStatementUrl,
        @NotNull ZoneId timeZone,
        @Nullable Path themeCss,
        @Nullable @Valid SecurityTxt securityTxt) {

    /** What the organisation calls itself and others, in the language of a reader. */
    record Names(
            String organisation,
            @Nullable String parentOrganisation,
            String payOff,
            String helpdesk,
            String oldLoginEnded) {}

    /** What is absent is said as it is in Dutch. */
    record English(
            @Nullable String organisation,
            @Nullable String parentOrganisation,
            @Nullable String payOff,
            @Nullable String helpdesk,
            @Nullable String oldLoginEnded) {

        private Names or(Names dutch) {
            return new Names(
                    requireNonNullElse(organisation, dutch.organisation()),
                    parentOrganisation == null ? dutch.parentOrganisation() : parentOrganisation,
                    requireNonNullElse(payOff, dutch.payOff()),
                    requireNonNullElse(helpdesk, dutch.helpdesk()),
                    requireNonNullElse(oldLoginEnded, dutch.oldLoginEnded()));
        }
    }

    Names in(Language language) {
        var dutch = new Names(organisation, parentOrganisation, payOff, helpdesk, oldLoginEnded);
        return language == Language.ENGLISH && english != null ? english.or(dutch) : dutch;
    }

    /** What researchers find at /.well-known/security.txt (RFC 9116). */
    record SecurityTxt(
            @NotBlank String contact,
            @NotNull Instant expires,
            @Nullable String policy,
            @Nullable String acknowledgments,
            @Nullable String preferredLanguages) {}
}
