// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.proof;

import java.util.UUID;

/** What someone proved with: an account or an activation code, by its opaque id. */
public record Proof(ProofKind kind, UUID id) {}
