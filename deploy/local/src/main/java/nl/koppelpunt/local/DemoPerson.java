// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A fictional contact person: known to the broker simulator by name and password, and to the old portal by an account,
 * or by nothing yet (then an activation code is issued for the institution).
 */
record DemoPerson(
        String username,
        String password,
        String name,
        String kvkNumber,
        String boardNumber,
        String organisation,
        String institutionCode,
        @Nullable Account account) {

    /** The old username and password. */
    record Account(String username, String password) {}

    /** The numbers are in the institutions file; the KvK numbers and the names are made up. */
    static final List<DemoPerson> ALL = List.of(
            new DemoPerson(
                    "contact-a",
                    "oefenen-a",
                    "Contactpersoon A",
                    "90000001",
                    "32073",
                    "Voorbeeldbestuur A",
                    "32073",
                    new Account("bestuur32073", "oud-wachtwoord-a")),
            new DemoPerson(
                    "contact-b",
                    "oefenen-b",
                    "Contactpersoon B",
                    "90000002",
                    "41039",
                    "Voorbeeldbestuur B",
                    "41039",
                    new Account("bestuur41039", "oud-wachtwoord-b")),
            new DemoPerson(
                    "contact-c",
                    "oefenen-c",
                    "Contactpersoon C",
                    "90000003",
                    "20091",
                    "Voorbeeldbestuur C",
                    "32JK",
                    null),
            new DemoPerson(
                    "contact-d",
                    "oefenen-d",
                    "Contactpersoon D",
                    "90000001",
                    "32073",
                    "Voorbeeldbestuur A",
                    "03WU",
                    new Account("school03WU", "oud-wachtwoord-d")),
            new DemoPerson(
                    "contact-e",
                    "oefenen-e",
                    "Contactpersoon E",
                    "90000001",
                    "32073",
                    "Voorbeeldbestuur A",
                    "05RC",
                    new Account("school05RC", "oud-wachtwoord-e")));

    /** Where the supplier sends its login code. */
    String supplierEmail() {
        return username + "@middelen.example";
    }

    /** A personal address to type on the link page. */
    String workEmail() {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@school.example";
    }
}
