// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.accounts;

/** What a person offers as proof that an institution is theirs. */
public sealed interface Claim permits Credentials, ActivationCode {}
