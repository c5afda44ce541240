// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import org.jspecify.annotations.Nullable;

/** An identity, and the identifiers of the messages that proved it, which must not prove it again. */
record ProvedLogin(
        VerifiedIdentity identity,
        String responseId,
        String assertionId,
        @Nullable BrokerSession brokerSession) {}
