// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Rings of keys that are in use, for tests without files. */
final class TestRings {

    private TestRings() {}

    static KeyRing of(OwnKeys keys) {
        return new KeyRing(() -> "same", () -> keys, new XmlWork(), Clock.fixed(TestBroker.NOW, ZoneOffset.UTC));
    }

    static KeyRing of(OwnKey one) {
        return of(new OwnKeys(List.of(active(one)), List.of(active(one)), List.of(active(one))));
    }

    static DatedKey active(OwnKey key) {
        return active(key, key.certificate());
    }

    static DatedKey active(OwnKey key, X509Certificate... chain) {
        return new DatedKey(
                key, List.of(chain), key.certificate().getNotBefore().toInstant());
    }

    /** The same keys for every purpose. */
    static OwnKeys keys(DatedKey... keys) {
        return new OwnKeys(List.of(keys), List.of(keys), List.of(keys));
    }

    static DatedKey activeFrom(OwnKey key, Instant moment) {
        return new DatedKey(key, List.of(key.certificate()), moment);
    }
}
