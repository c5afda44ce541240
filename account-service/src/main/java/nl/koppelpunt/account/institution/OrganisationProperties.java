// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param kvkExemptBoards boards (municipalities) whose schools are run by people of other organisations
 */
@ConfigurationProperties("koppelpunt.accounts.organisation")
record OrganisationProperties(@DefaultValue Set<String> kvkExemptBoards) {}
