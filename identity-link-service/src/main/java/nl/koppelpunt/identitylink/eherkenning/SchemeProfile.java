// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a scheme calls things: the same verification runs under every profile, and none leaves a check out.
 *
 * @param providerEntity the form of the EntityID of a service provider
 * @param brokerEntity the form of that of a broker
 * @param intermediary where a chain authorisation names the organisation in between, encrypted
 * @param intermediaryNumber the older place for its KvK number, in clear
 * @param establishment the restriction to a branch, which we respect
 * @param restriction every name of a restriction: any but that of a branch refuses the login
 * @param pseudonymTypes the identifier types of a pseudonym, the preferred one first
 */
record SchemeProfile(
        Pattern providerEntity,
        Pattern brokerEntity,
        String legalSubject,
        String actingSubject,
        String intermediary,
        String intermediaryNumber,
        String serviceId,
        String serviceUuid,
        String establishment,
        Pattern restriction,
        String kvkType,
        String rsinType,
        List<String> pseudonymTypes,
        Map<String, LevelOfAssurance> levels) {

    /** The interface of the Afsprakenstelsel Elektronische Toegangsdiensten, version 1.13. */
    static final SchemeProfile ETOEGANG_1_13 = new SchemeProfile(
            Pattern.compile("urn:etoegang:DV:[0-9]{20}:entities:[0-9]{1,4}"),
            Pattern.compile("urn:etoegang:HM:[0-9]{20}:entities:[0-9]{1,4}"),
            "urn:etoegang:core:LegalSubjectID",
            "urn:etoegang:core:ActingSubjectID",
            "urn:etoegang:core:IntermediateSubjectID",
            "urn:etoegang:1.9:IntermediateEntityID:KvKnr",
            "urn:etoegang:core:ServiceID",
            "urn:etoegang:core:ServiceUUID",
            "urn:etoegang:1.9:ServiceRestriction:Vestigingsnr",
            Pattern.compile("urn:etoegang:[^:]+:ServiceRestriction:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL),
            "urn:etoegang:1.9:EntityConcernedID:KvKnr",
            "urn:etoegang:1.9:EntityConcernedID:RSIN",
            List.of("urn:etoegang:1.13:EntityConcernedID:Pseudo", "urn:etoegang:1.9:EntityConcernedID:Pseudo"),
            LevelOfAssurance.byUrn());

    Optional<LevelOfAssurance> level(String urn) {
        return Optional.ofNullable(levels.get(urn));
    }
}
