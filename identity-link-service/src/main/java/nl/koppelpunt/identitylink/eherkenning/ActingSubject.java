// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

/**
 * The person who acts, as a pseudonym that is compared byte for byte and shown to nobody.
 *
 * @param type the identifier type, a URN, exactly as the broker wrote it
 * @param value the pseudonym
 */
public record ActingSubject(String type, String value) {

    @Override
    public String toString() {
        return "ActingSubject[type=" + type + ", redacted]";
    }
}
