// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads who acts for whom, and for which service, from the attributes of an Assertion that was checked. */
final class IdentityAttributes {

    private static final Pattern ESTABLISHMENT_NUMBER = Pattern.compile("[0-9]{12}");
    private static final Pattern PSEUDONYM = Pattern.compile("[!-~]{1,256}");
    private static final Pattern KVK_NUMBER = Pattern.compile("[0-9]{8}");
    private static final Pattern RSIN_NUMBER = Pattern.compile("[0-9]{9}");

    private final ServiceProvider provider;
    private final SchemeProfile profile;
    private final SubjectIdentifiers identifiers;
    private final EncryptedAttributes encrypted;

    IdentityAttributes(ServiceProvider provider, EncryptedIdentifiers encrypted) {
        this.provider = provider;
        this.profile = provider.profile();
        this.identifiers = new SubjectIdentifiers(encrypted);
        this.encrypted = new EncryptedAttributes(encrypted);
    }

    VerifiedIdentity identity(Element assertion, Broker broker, AssertionCheck.Authentication authentication) {
        AttributeValues attributes = AttributeValues.of(assertion, encrypted);
        requireService(attributes);
        return new VerifiedIdentity(
                broker.entityId(),
                legalSubject(
                        identifiers.read(attributes.of(profile.legalSubject()), Refusal.LEGAL_SUBJECT_INVALID),
                        Refusal.LEGAL_SUBJECT_INVALID),
                actingSubject(identifiers.read(attributes.of(profile.actingSubject()), Refusal.ACTING_SUBJECT_INVALID)),
                authentication.level(),
                provider.serviceId(),
                establishment(attributes),
                intermediary(attributes),
                authentication.moment());
    }

    private void requireService(AttributeValues attributes) {
        String service = attributes.text(profile.serviceId(), Refusal.SERVICE_MISMATCH);
        String uuid = attributes.text(profile.serviceUuid(), Refusal.SERVICE_MISMATCH);
        boolean sameUuid = uuid == null || provider.serviceUuid() == null || uuid.equals(provider.serviceUuid());
        if (!provider.serviceId().equals(service) || !sameUuid) {
            throw new RefusedException(Refusal.SERVICE_MISMATCH);
        }
    }

    /** An authorisation that is limited in a way we cannot respect is no authorisation. */
    private @Nullable String establishment(AttributeValues attributes) {
        for (String name : attributes.names()) {
            if (profile.restriction().matcher(name).matches() && !name.equals(profile.establishment())) {
                throw new RefusedException(Refusal.RESTRICTION_UNSUPPORTED);
            }
        }
        String number = attributes.text(profile.establishment(), Refusal.RESTRICTION_UNSUPPORTED);
        if (number != null && !ESTABLISHMENT_NUMBER.matcher(number).matches()) {
            throw new RefusedException(Refusal.RESTRICTION_UNSUPPORTED);
        }
        return number;
    }

    /** The organisation in between, told encrypted, by its number in clear, or both, which then agree. */
    private @Nullable LegalSubject intermediary(AttributeValues attributes) {
        String number = attributes.text(profile.intermediaryNumber(), Refusal.INTERMEDIARY_INVALID);
        LegalSubject plain = number == null
                ? null
                : new LegalSubject(LegalSubject.KVK, matching(KVK_NUMBER, number, Refusal.INTERMEDIARY_INVALID));
        if (!attributes.names().contains(profile.intermediary())) {
            return plain;
        }
        LegalSubject told = legalSubject(
                identifiers.read(attributes.of(profile.intermediary()), Refusal.INTERMEDIARY_INVALID),
                Refusal.INTERMEDIARY_INVALID);
        if (plain != null && !plain.equals(told)) {
            throw new RefusedException(Refusal.INTERMEDIARY_INVALID);
        }
        return told;
    }

    private LegalSubject legalSubject(Map<String, String> subjects, Refusal refusal) {
        String kvk = subjects.get(profile.kvkType());
        if (kvk != null) {
            return new LegalSubject(LegalSubject.KVK, matching(KVK_NUMBER, kvk, refusal));
        }
        return new LegalSubject(LegalSubject.RSIN, matching(RSIN_NUMBER, subjects.get(profile.rsinType()), refusal));
    }

    private ActingSubject actingSubject(Map<String, String> subjects) {
        String type = profile.pseudonymTypes().stream()
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
