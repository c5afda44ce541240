// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.accounts;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("koppelpunt.accounts")
record AccountProperties(URI baseUrl) {}
