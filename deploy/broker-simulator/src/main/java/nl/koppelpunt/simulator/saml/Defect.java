// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One thing that is wrong with the answer to a login; everything else about it stays right. */
public enum Defect {
    ASSERTION_UNSIGNED("Assertion zonder handtekening"),
    ANSWER_UNSIGNED("ArtifactResponse zonder handtekening"),
    SIGNED_BY_STRANGER(
            "Assertion getekend met een sleutel van een ander, onder de naam van de sleutel van de makelaar"),
    KEY_UNKNOWN("Handtekening noemt een sleutel die niet in de metadata staat"),
    CERTIFICATE_IN_KEY_INFO("Handtekening brengt haar eigen certificaat mee"),
    SIGNATURE_SHA1("Handtekening met SHA-1"),
    REFERENCE_OTHER("Handtekening over een ander element dan waar zij in staat"),
    TRANSFORM_OTHER("Handtekening met een bewerking die inhoud kan weglaten"),
    COMMENT_IN_DIGEST("Handtekening met commentaar in de controlewaarde"),
    CHANGED_AFTER_SIGNING("Assertion gewijzigd nadat zij is getekend"),
    WRAPPED("Verzonnen assertion om de echte heen (signature wrapping)"),
    DUPLICATE_ID("Twee elementen met dezelfde ID"),
    SECOND_ASSERTION("Twee assertions"),
    ENCRYPTED_ASSERTION("Versleutelde assertion"),
    DOCTYPE("Bericht met een DOCTYPE"),
    PROCESSING_INSTRUCTION("Bericht met een instructie voor de verwerker"),
    NOT_BY_SCHEMA("Bericht dat niet aan het schema voldoet"),
    UNKNOWN_ELEMENT("Response met Extensions"),
    VERSION_OTHER("Assertion van SAML 1.1"),
    ISSUER_OTHER("Assertion van een andere uitgever"),
    ISSUED_LONG_AGO("Assertion van een uur geleden"),
    DESTINATION_ABSENT("Response zonder adres"),
    DESTINATION_OTHER("Response voor een ander adres"),
    RECIPIENT_OTHER("Assertion voor een ander adres"),
    IN_RESPONSE_TO_OTHER("Assertion die bij een andere vraag hoort"),
    NOT_BEARER("Assertion zonder bevestiging voor de brenger"),
    CONDITIONS_ABSENT("Assertion zonder voorwaarden"),
    NOT_YET_VALID("Assertion die pas over tien minuten geldt"),
    EXPIRED("Assertion die tien minuten geleden verliep"),
    AUDIENCE_OTHER("Assertion voor een andere dienstverlener"),
    AUTHENTICATED_LONG_AGO("Ingelogd drie uur geleden"),
    TWO_AUTHENTICATIONS("Twee verklaringen over het inloggen"),
    LEVEL_UNKNOWN("Onbekend niveau van betrouwbaarheid"),
    LEVEL_TOO_LOW("Te laag niveau van betrouwbaarheid"),
    SERVICE_OTHER("Assertion voor een andere dienst"),
    RESTRICTION_UNKNOWN("Machtiging met een beperking die de dienst niet kent"),
    LEGAL_SUBJECT_PLAIN("Organisatie niet versleuteld"),
    ACTING_SUBJECT_ABSENT("Zonder pseudoniem van de persoon"),
    ENCRYPTION_RSA15("Sleutel versleuteld met RSA 1.5"),
    CIPHER_BROKEN("Versleuteld kenmerk dat beschadigd is"),
    STATUS_UNKNOWN("Onbekende status"),
    ARTIFACT_OF_OTHER("Artifact van een andere makelaar"),
    ARTIFACT_UNKNOWN("Artifact dat al is gebruikt"),
    RELAY_STATE_URL("RelayState vervangen door een webadres"),
    CONTENT_TYPE_OTHER("Antwoord dat geen XML zegt te zijn"),
    TOO_LARGE("Antwoord van meer dan 256 KiB"),
    TOO_DEEP("Antwoord met honderden elementen in elkaar"),
    TOO_WIDE("Antwoord met honderden kenmerken aan één element"),
    SILENT("Makelaar die zes seconden zwijgt");

    private final String title;

    Defect(String title) {
        this.title = title;
    }

    /** What it is, for the page. */
    public String title() {
        return title;
    }

    /** Its name for programs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Defect> of(String code) {
        return Arrays.stream(values())
                .filter(defect -> defect.code().equals(code))
                .findFirst();
    }
}
