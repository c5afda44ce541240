// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

/**
 * What an answer must belong to.
 *
 * @param requestId the AuthnRequest that was taken for it
 * @param resolveId the ArtifactResolve it answers
 */
record ExpectedAnswer(Broker broker, String requestId, String resolveId) {}
