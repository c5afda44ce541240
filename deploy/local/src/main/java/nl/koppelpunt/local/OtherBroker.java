// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A broker to log in at in place of the simulator.
 *
 * @param source where its metadata is: an http(s) address or a file
 * @param metadata what was read there
 * @param authority PEM: who may vouch for its end of the back channel
 * @param signer PEM: the certificate that its metadata is signed with
 */
record OtherBroker(String source, BrokerMetadata metadata, Path authority, Path signer) {

    static final String METADATA = "--broker-metadata";
    static final String AUTHORITY = "--broker-ca";
    static final String SIGNER = "--broker-metadata-certificate";

    private static final Map<String, String> NEEDED = Map.of(
            METADATA, "FILE|URL (what the broker publishes of itself)",
            AUTHORITY, "FILE (PEM: the authority that vouches for the broker's end of the back channel)",
            SIGNER, "FILE (PEM: the certificate that the metadata is signed with, got from the broker itself)");

    /** None when no option names one; all three are needed to trust one. */
    static @Nullable OtherBroker of(Map<String, String> options) {
        if (options.isEmpty()) {
            return null;
        }
        var authority = certificates(AUTHORITY, needed(options, AUTHORITY));
        var signer = certificates(SIGNER, needed(options, SIGNER));
        var source = needed(options, METADATA);
        var absolute = BrokerMetadata.isAddress(source)
                ? source
                : Path.of(source).toAbsolutePath().toString();
        return new OtherBroker(absolute, BrokerMetadata.read(absolute), authority, signer);
    }

    private static String needed(Map<String, String> options, String name) {
        var value = options.get(name);
        if (value == null || value.isBlank()) {
            throw new StartFailure("Another broker also needs " + name + " " + NEEDED.get(name) + ".");
        }
        return value;
    }

    private static Path certificates(String option, String file) {
        var path = Path.of(file).toAbsolutePath();
        try (var in = Files.newInputStream(path)) {
            if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
                throw new StartFailure(option + " names " + path + ", which holds no certificate.");
            }
            return path;
        } catch (IOException e) {
            throw new StartFailure(option + " names " + path + ", which cannot be read.", e);
        } catch (CertificateException e) {
            throw new StartFailure(option + " names " + path + ", which holds no certificate.", e);
        }
    }
}
