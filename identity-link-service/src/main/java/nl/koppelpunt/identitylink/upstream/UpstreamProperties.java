// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.upstream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param timeout the longest a call may take in all; two calls of one step fit in what the gateway waits
 */
@ConfigurationProperties("koppelpunt.upstream")
record UpstreamProperties(@DefaultValue("3s") Duration timeout) {}
