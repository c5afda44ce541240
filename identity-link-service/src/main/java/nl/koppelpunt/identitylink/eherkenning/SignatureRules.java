// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the broker has to sign, whichever provider would verify more than that.
 *
 * @param methods the URIs of the signature methods that count
 * @param minimumBits the shortest modulus of a key that counts
 */
record SignatureRules(Set<String> methods, int minimumBits) {

    /** What the scheme asks of everyone. */
    static final SignatureRules OF_THE_SCHEME = of(Set.of(SignatureAlgorithm.RSA_SHA256), VerificationKey.MINIMUM_BITS);

    static SignatureRules of(Set<SignatureAlgorithm> algorithms, int minimumBits) {
        return new SignatureRules(
                algorithms.stream().map(SignatureAlgorithm::uri).collect(Collectors.toUnmodifiableSet()), minimumBits);
    }
}
