// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Proved identities for tests of the other packages. */
public final class TestVerifiedIdentities {

    public static final String BROKER = "urn:etoegang:HM:00000003123456780000:entities:9001";
    public static final String SERVICE = "urn:etoegang:DV:00000001234567890000:services:1";
    public static final String PSEUDONYM_TYPE = "urn:etoegang:1.13:EntityConcernedID:Pseudo";

    private TestVerifiedIdentities() {}

    public static VerifiedIdentity identity(String kvkNumber, String pseudonym) {
        return identity(BROKER, kvkNumber, pseudonym, LevelOfAssurance.LOA3);
    }

    /** By an authorisation that is limited to a branch, or that runs through another organisation. */
    public static VerifiedIdentity authorised(
            String kvkNumber, String pseudonym, @Nullable String establishment, @Nullable String intermediary) {
        return new VerifiedIdentity(
                BROKER,
                new LegalSubject(LegalSubject.KVK, kvkNumber),
                new ActingSubject(PSEUDONYM_TYPE, pseudonym),
                LevelOfAssurance.LOA3,
                SERVICE,
                establishment,
                intermediary == null ? null : new LegalSubject(LegalSubject.KVK, intermediary),
                Instant.parse("2026-11-01T10:00:00Z"));
    }

    public static VerifiedIdentity identity(String broker, String kvkNumber, String pseudonym, LevelOfAssurance level) {
        return new VerifiedIdentity(
                broker,
                new LegalSubject(LegalSubject.KVK, kvkNumber),
                new ActingSubject(PSEUDONYM_TYPE, pseudonym),
                level,
                SERVICE,
                null,
                null,
                Instant.parse("2026-11-01T10:00:00Z"));
    }
}
