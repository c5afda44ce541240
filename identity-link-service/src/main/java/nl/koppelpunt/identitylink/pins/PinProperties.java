// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.pins;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("koppelpunt.pins")
record PinProperties(URI baseUrl) {}
