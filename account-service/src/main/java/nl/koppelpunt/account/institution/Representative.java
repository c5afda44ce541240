// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.institution;

/** The authorised representative on record: hears of changes, receives no secret before the address was proved. */
public record Representative(InstitutionCode institution, String name, EmailAddress email) {

    @Override
    public String toString() {
        return "Representative[" + institution.value() + ", redacted]";
    }
}
