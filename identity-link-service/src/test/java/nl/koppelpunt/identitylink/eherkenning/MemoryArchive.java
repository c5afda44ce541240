// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Keeps metadata as long as a test lasts. */
final class MemoryArchive implements MetadataArchive {

    private final Map<String, byte[]> documents = new ConcurrentHashMap<>();

    @Override
    public Mono<Void> keep(String broker, byte[] document) {
        return Mono.fromRunnable(() -> documents.put(broker, document));
    }

    @Override
    public Mono<byte[]> find(String broker) {
        return Mono.fromSupplier(() -> documents.get(broker));
    }
}
