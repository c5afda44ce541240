// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.linkattempt;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param lifetime how long a person has from login to confirmation
 * @param lock how long an identity waits that used up its PINs
 * @param pins how many PINs may be used up before that
 * @param wrongProofs how many wrong proofs an identity has in {@code wrongProofWindow}
 * @param completionDelay how long a confirmed attempt waits for its own person before it is completed without them
 * @param retention how long an attempt is kept once it is over
 * @param generalLocalParts the parts before the @ that name a mailbox of an organisation, not of a person
 */
@ConfigurationProperties("koppelpunt.link-attempts")
record LinkAttemptProperties(
        @DefaultValue("30m") Duration lifetime,
        @DefaultValue("60m") Duration lock,
        @DefaultValue("3") int pins,
        @DefaultValue("10") int wrongProofs,
        @DefaultValue("1h") Duration wrongProofWindow,
        @DefaultValue("15s") Duration completionDelay,
        @DefaultValue("7d") Duration retention,
        Set<String> generalLocalParts) {}
