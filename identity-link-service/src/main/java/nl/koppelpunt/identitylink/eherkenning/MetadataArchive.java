// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import reactor.core.publisher.Mono;

/** Keeps the last good metadata of a broker for a restart, and for every replica. */
interface MetadataArchive {

    Mono<Void> keep(String broker, byte[] document);

    Mono<byte[]> find(String broker);
}
