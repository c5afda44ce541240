// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nl.koppelpunt.simulator.saml.Defect;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything this broker can do wrong, done to identity-link-service as it is packaged. */
@DisplayName("S-031: every defect is refused with one page, one audit row, a code of its own and no session")
class DefectWalkJourneyTests extends LinkServiceJourney {

    private static final Duration SOON = Duration.ofSeconds(2);

    private static final Map<Defect, String> CODES = Map.ofEntries(
            entry(Defect.ASSERTION_UNSIGNED, "signature-missing"),
            entry(Defect.ANSWER_UNSIGNED, "signature-missing"),
            entry(Defect.SIGNED_BY_STRANGER, "signature-wrong"),
            entry(Defect.KEY_UNKNOWN, "signature-key-unknown"),
            entry(Defect.CERTIFICATE_IN_KEY_INFO, "signature-key-info"),
            entry(Defect.SIGNATURE_SHA1, "signature-algorithm"),
            entry(Defect.REFERENCE_OTHER, "signature-form"),
            entry(Defect.TRANSFORM_OTHER, "signature-algorithm"),
            entry(Defect.COMMENT_IN_DIGEST, "signature-form"),
            entry(Defect.PROCESSING_INSTRUCTION, "message-malformed"),
            entry(Defect.DESTINATION_ABSENT, "destination-mismatch"),
            entry(Defect.CHANGED_AFTER_SIGNING, "signature-wrong"),
            entry(Defect.WRAPPED, "signature-form"),
            entry(Defect.DUPLICATE_ID, "duplicate-id"),
            entry(Defect.SECOND_ASSERTION, "assertion-count"),
            entry(Defect.ENCRYPTED_ASSERTION, "assertion-encrypted"),
            entry(Defect.DOCTYPE, "message-malformed"),
            entry(Defect.NOT_BY_SCHEMA, "message-not-by-schema"),
            entry(Defect.UNKNOWN_ELEMENT, "message-structure"),
            entry(Defect.VERSION_OTHER, "version-unsupported"),
            entry(Defect.ISSUER_OTHER, "issuer-mismatch"),
            entry(Defect.ISSUED_LONG_AGO, "issue-instant"),
            entry(Defect.DESTINATION_OTHER, "destination-mismatch"),
            entry(Defect.RECIPIENT_OTHER, "recipient-mismatch"),
            entry(Defect.IN_RESPONSE_TO_OTHER, "in-response-to-mismatch"),
            entry(Defect.NOT_BEARER, "subject-unconfirmed"),
            entry(Defect.CONDITIONS_ABSENT, "conditions-missing"),
            entry(Defect.NOT_YET_VALID, "not-yet-valid"),
            entry(Defect.EXPIRED, "no-longer-valid"),
            entry(Defect.AUDIENCE_OTHER, "audience-mismatch"),
            entry(Defect.AUTHENTICATED_LONG_AGO, "authentication-stale"),
            entry(Defect.TWO_AUTHENTICATIONS, "authentication-statement"),
            entry(Defect.LEVEL_UNKNOWN, "level-unknown"),
            entry(Defect.LEVEL_TOO_LOW, "level-too-low"),
            entry(Defect.SERVICE_OTHER, "service-mismatch"),
            entry(Defect.RESTRICTION_UNKNOWN, "restriction-unsupported"),
            entry(Defect.LEGAL_SUBJECT_PLAIN, "legal-subject-invalid"),
            entry(Defect.ACTING_SUBJECT_ABSENT, "acting-subject-invalid"),
            entry(Defect.ENCRYPTION_RSA15, "encryption-algorithm"),
            entry(Defect.CIPHER_BROKEN, "decryption-failed"),
            entry(Defect.STATUS_UNKNOWN, "status-unknown"),
            entry(Defect.ARTIFACT_OF_OTHER, "artifact-of-other-broker"),
            entry(Defect.ARTIFACT_UNKNOWN, "artifact-unresolved"),
            entry(Defect.RELAY_STATE_URL, "parameters-invalid"),
            entry(Defect.CONTENT_TYPE_OTHER, "content-type"),
            entry(Defect.TOO_LARGE, "message-too-large"),
            entry(Defect.TOO_DEEP, "message-malformed"),
            entry(Defect.TOO_WIDE, "message-malformed"),
            entry(Defect.SILENT, "broker-silent"));

    @ParameterizedTest
    @EnumSource
    void defectIsRefused(Defect defect) {
        next.choose(defect);
        var sessions = service().query("select id from session");
        var audit = service().query("select id from audit_event").size();
        var login = begin();
        var artifact = atBroker(login);

        var before = Instant.now();
        var answer = back(login, artifact);
        var taken = Duration.between(before, Instant.now());

        assertThat(answer.statusCode()).isEqualTo(303);
        var location = TestBrowser.location(answer);
        assertThat(location).matches("/inloggen/mislukt\\?reden=" + reason(defect) + "&referentie=[A-Z2-9]{8}");
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("__Host-session"));
        assertThat(service().query("select id from session")).isEqualTo(sessions);
        assertThat(service().query("select id from audit_event")).hasSize(audit + 1);
        var reference = location.substring(location.length() - 8);
        assertThat(service()
                        .query("select details ->> 'code' from audit_event where details ->> 'reference' = '"
                                + reference + "'"))
                .containsExactly(Objects.requireNonNull(CODES.get(defect)));
        if (defect != Defect.SILENT) {
            assertThat(taken).isLessThan(SOON);
        }
    }

    @Test
    void codesAreDistinctButWhereTheSameThingIsWrong() {
        assertThat(CODES).containsOnlyKeys(Defect.values());
        var shared = Set.of(
                "signature-missing",
                "signature-wrong",
                "signature-form",
                "signature-algorithm",
                "message-malformed",
                "destination-mismatch");
        assertThat(CODES.values()).filteredOn(code -> !shared.contains(code)).doesNotHaveDuplicates();
    }

    @Test
    void withoutADefectTheSameWayLeadsIn() {
        var login = begin();

        var answer = back(login, atBroker(login));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(TestBrowser.location(answer)).isEqualTo("/koppelen");
        assertThat(answer.headers().allValues("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("__Host-session="));
    }

    private static String reason(Defect defect) {
        return switch (defect) {
            case LEVEL_TOO_LOW -> "niveau-te-laag";
            case SILENT -> "storing";
            default -> "ongeldig";
        };
    }
}
