// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who logged in, for whom, and how surely, as proved by a message in which every check of this package held. Nothing
 * outside this package can construct one.
 *
 * <p>The identity is the broker, the type and value of the legal subject, and the type and value of the acting subject,
 * each compared byte for byte.
 */
public final class VerifiedIdentity {

    private final String brokerEntityId;
    private final LegalSubject legalSubject;
    private final ActingSubject actingSubject;
    private final LevelOfAssurance levelOfAssurance;
    private final String serviceId;
    private final @Nullable String establishmentRestriction;
    private final @Nullable LegalSubject intermediary;
    private final Instant authenticatedAt;

    VerifiedIdentity(
            String brokerEntityId,
            LegalSubject legalSubject,
            ActingSubject actingSubject,
            LevelOfAssurance levelOfAssurance,
            String serviceId,
            @Nullable String establishmentRestriction,
            @Nullable LegalSubject intermediary,
            Instant authenticatedAt) {
        this.brokerEntityId = brokerEntityId;
        this.legalSubject = legalSubject;
        this.actingSubject = actingSubject;
        this.levelOfAssurance = levelOfAssurance;
        this.serviceId = serviceId;
        this.establishmentRestriction = establishmentRestriction;
        this.intermediary = intermediary;
        this.authenticatedAt = authenticatedAt;
    }

    public String brokerEntityId() {
        return brokerEntityId;
    }

    public LegalSubject legalSubject() {
        return legalSubject;
    }

    public ActingSubject actingSubject() {
        return actingSubject;
    }

    public LevelOfAssurance levelOfAssurance() {
        return levelOfAssurance;
    }

    public String serviceId() {
        return serviceId;
    }

    /** The one KvK branch (Vestigingsnr, twelve digits) the authorisation is limited to, if it is. */
    public @Nullable String establishmentRestriction() {
        return establishmentRestriction;
    }

    /** The organisation in between, where the authorisation is a chain: the person acts for it, and it for the subject. */
    public @Nullable LegalSubject intermediary() {
        return intermediary;
    }

    public Instant authenticatedAt() {
        return authenticatedAt;
    }

    @Override
    public String toString() {
        return "VerifiedIdentity[" + levelOfAssurance + ", redacted]";
    }
}
