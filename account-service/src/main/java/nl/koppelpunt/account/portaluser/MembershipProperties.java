// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.portaluser;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param oneIdentityPerCredential whether an old username and password may bring in one person only; a code always does
 */
@ConfigurationProperties("koppelpunt.accounts.memberships")
record MembershipProperties(@DefaultValue("true") boolean oneIdentityPerCredential) {}
