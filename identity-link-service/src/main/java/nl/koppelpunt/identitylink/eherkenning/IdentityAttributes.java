// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads who acts for whom, and for which service, from the attributes of an Assertion that was checked. */
final class IdentityAttributes {

    private static final String LEGAL_SUBJECT = "urn:etoegang:core:LegalSubjectID";
    private static final String ACTING_SUBJECT = "urn:etoegang:core:ActingSubjectID";
    private static final String SERVICE_ID = "urn:etoegang:core:ServiceID";
    private static final String SERVICE_UUID = "urn:etoegang:core:ServiceUUID";
    private static final String ESTABLISHMENT = "urn:etoegang:1.9:ServiceRestriction:Vestigingsnr";
    private static final Pattern RESTRICTION =
            Pattern.compile("urn:etoegang:[^:]+:ServiceRestriction:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern ESTABLISHMENT_NUMBER = Pattern.compile("[0-9]{12}");
    private static final Pattern PSEUDONYM = Pattern.compile("[!-~]{1,256}");

    private static final String KVK = "urn:etoegang:1.9:EntityConcernedID:KvKnr";
    private static final String RSIN = "urn:etoegang:1.9:EntityConcernedID:RSIN";
    private static final Pattern KVK_NUMBER = Pattern.compile("[0-9]{8}");
    private static final Pattern RSIN_NUMBER = Pattern.compile("[0-9]{9}");
    private static final List<String> PSEUDONYM_TYPES =
            List.of("urn:etoegang:1.13:EntityConcernedID:Pseudo", "urn:etoegang:1.9:EntityConcernedID:Pseudo");

    private final ServiceProvider provider;
    private final SubjectIdentifiers identifiers;

    IdentityAttributes(ServiceProvider provider, SubjectIdentifiers identifiers) {
        this.provider = provider;
        this.identifiers = identifiers;
    }

    VerifiedIdentity identity(Element assertion, Broker broker, AssertionCheck.Authentication authentication) {
        AttributeValues attributes = AttributeValues.of(assertion);
        requireService(attributes);
        return new VerifiedIdentity(
                broker.entityId(),
                legalSubject(identifiers.read(attributes.of(LEGAL_SUBJECT), Refusal.LEGAL_SUBJECT_INVALID)),
                actingSubject(identifiers.read(attributes.of(ACTING_SUBJECT), Refusal.ACTING_SUBJECT_INVALID)),
                authentication.level(),
                provider.serviceId(),
                establishment(attributes),
                authentication.moment());
    }

    private void requireService(AttributeValues attributes) {
        String service = attributes.text(SERVICE_ID, Refusal.SERVICE_MISMATCH);
        String uuid = attributes.text(SERVICE_UUID, Refusal.SERVICE_MISMATCH);
        boolean sameUuid = uuid == null || provider.serviceUuid() == null || uuid.equals(provider.serviceUuid());
        if (!provider.serviceId().equals(service) || !sameUuid) {
            throw new RefusedException(Refusal.SERVICE_MISMATCH);
        }
    }

    /** An authorisation that is limited in a way we cannot respect is no authorisation. */
    private static @Nullable String establishment(AttributeValues attributes) {
        for (String name : attributes.names()) {
            if (RESTRICTION.matcher(name).matches() && !name.equals(ESTABLISHMENT)) {
                throw new RefusedException(Refusal.RESTRICTION_UNSUPPORTED);
            }
        }
        String number = attributes.text(ESTABLISHMENT, Refusal.RESTRICTION_UNSUPPORTED);
        if (number != null && !ESTABLISHMENT_NUMBER.matcher(number).matches()) {
            throw new RefusedException(Refusal.RESTRICTION_UNSUPPORTED);
        }
        return number;
    }

    private static LegalSubject legalSubject(Map<String, String> subjects) {
        String kvk = subjects.get(KVK);
        if (kvk != null) {
            return new LegalSubject(LegalSubject.KVK, matching(KVK_NUMBER, kvk, Refusal.LEGAL_SUBJECT_INVALID));
        }
        String rsin = subjects.get(RSIN);
        return new LegalSubject(LegalSubject.RSIN, matching(RSIN_NUMBER, rsin, Refusal.LEGAL_SUBJECT_INVALID));
    }

    private static ActingSubject actingSubject(Map<String, String> subjects) {
        String type = PSEUDONYM_TYPES.stream()
                .filter(subjects::containsKey)
                .findFirst()
                .orElseThrow(() -> new RefusedException(Refusal.ACTING_SUBJECT_INVALID));
        return new ActingSubject(type, matching(PSEUDONYM, subjects.get(type), Refusal.ACTING_SUBJECT_INVALID));
    }

    private static String matching(Pattern pattern, @Nullable String value, Refusal refusal) {
        if (value == null || !pattern.matcher(value).matches()) {
            throw new RefusedException(refusal);
        }
        return value;
    }
}
