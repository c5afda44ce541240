// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.activationcode;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param validity how long a letter may lie on a desk
 */
@ConfigurationProperties("koppelpunt.accounts.activation-codes")
record ActivationCodeProperties(@DefaultValue("P60D") Duration validity) {}
