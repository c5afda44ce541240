// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.proof;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param credentialCheckFloor the earliest moment at which any check answers, so that time tells nothing
 */
@ConfigurationProperties("koppelpunt.accounts")
record ProofCheckProperties(@DefaultValue("300ms") Duration credentialCheckFloor) {}
