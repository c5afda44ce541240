// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Plain http, where secure cookies do not work, is for one machine only: the default is secure. */
@ConfigurationProperties("koppelpunt.cookies")
public record CookieProperties(@DefaultValue("true") boolean secure) {}
