// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

/** Seals what only the mailer may read, before it goes into an event. */
public interface EventSealer {

    /** The content as JSON in a JWE of compact form (ECDH-ES, A256GCM). Costs CPU: seal before the transaction. */
    String seal(Object content);
}
