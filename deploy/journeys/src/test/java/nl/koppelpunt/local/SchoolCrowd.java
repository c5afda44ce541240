// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.koppelpunt.local.LinkWalk.Person;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * As many people as wanted, each with an account of a school of their own: those of the largest boards. A person has three
 * means, one of each supplier, and to the portal each of them is somebody else.
 */
final class SchoolCrowd {

    static final String ACCOUNT_PASSWORD = "oud-wachtwoord-van-velen";
    private static final String SUPPLIER_PASSWORD = "oefenen";
    private static final List<String> SUPPLIERS = List.of("middelen-a", "middelen-b", "middelen-c");
    private static final int BCRYPT_COST = 10;
    private static final int BOARD = 1;
    private static final int INSTITUTION = 2;

    private final Map<String, List<String>> schoolsOfBoards = new LinkedHashMap<>();
    private final List<Member> members = new ArrayList<>();

    private record Member(Person person, String board, String kvkNumber, String institution) {}

    /** @param duo the folder with the file of all institutions */
    SchoolCrowd(Path duo, int size) throws IOException {
        var all = lines(duo).stream()
                .skip(1)
                .map(line -> line.split(";"))
                .filter(columns -> DemoPerson.ALL.stream()
                        .noneMatch(person -> person.boardNumber().equals(columns[BOARD])))
                .collect(groupingBy(
                        columns -> columns[BOARD],
                        mapping(columns -> columns[INSTITUTION], toCollection(LinkedHashSet::new))));
        all.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, LinkedHashSet<String>>>comparingInt(
                                board -> -board.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .forEach(board -> take(board.getKey(), board.getValue(), size));
    }

    private static List<String> lines(Path duo) throws IOException {
        try (var files = Files.newDirectoryStream(duo, "02-*.csv")) {
            return Files.readAllLines(files.iterator().next(), StandardCharsets.ISO_8859_1);
        }
    }

    private void take(String board, Set<String> schools, int size) {
        var taken = schools.stream().limit(size - members.size()).toList();
        if (taken.isEmpty()) {
            return;
        }
        var number = schoolsOfBoards.size();
        schoolsOfBoards.put(board, taken);
        for (var school = 0; school < taken.size(); school++) {
            var username = "m" + number + "." + school / SUPPLIERS.size();
            var person = new Person(
                    username,
                    SUPPLIER_PASSWORD,
                    username + "@middelen.example",
                    SUPPLIERS.get(school % SUPPLIERS.size()),
                    "menigte" + taken.get(school),
                    "persoon." + taken.get(school).toLowerCase(Locale.ROOT) + "@school.example");
            members.add(new Member(person, board, "91%06d".formatted(number), taken.get(school)));
        }
    }

    /** In each list somebody with several means, who can read one mail at a time. */
    List<List<Person>> people() {
        return List.copyOf(members.stream()
                .map(Member::person)
                .collect(groupingBy(Person::username, LinkedHashMap::new, Collectors.toList()))
                .values());
    }

    int size() {
        return members.size();
    }

    /** Makes the simulator know them, after the people of the demo; and all come from one machine. */
    Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        for (var act : List.of("login", "credentials", "pin")) {
            settings.put("koppelpunt.limits." + act + ".requests", "100000");
        }
        var index = DemoPerson.ALL.size();
        var usernames = new HashSet<String>();
        for (var member : members) {
            var person = member.person();
            if (!usernames.add(person.username())) {
                continue;
            }
            var prefix = "simulator.users[" + index++ + "].";
            settings.put(prefix + "username", person.username());
            settings.put(prefix + "password", person.password());
            settings.put(prefix + "name", "M");
            settings.put(prefix + "email", person.codesTo());
            settings.put(prefix + "kvk", member.kvkNumber());
            settings.put(prefix + "organisation", "B");
        }
        return settings;
    }

    void becomeKnown(AccountsApi accounts) {
        accounts.importFile("boards", boards().getBytes(StandardCharsets.UTF_8));
        accounts.importFile("accounts", accounts().getBytes(StandardCharsets.UTF_8));
    }

    private String boards() {
        return members.stream()
                .map(member -> member.board() + ";Bestuur " + member.board() + ";" + member.kvkNumber())
                .distinct()
                .collect(Collectors.joining("\n", "boardNumber;name;kvkNumber\n", "\n"));
    }

    private String accounts() {
        var hash = OpenBSDBCrypt.generate(
                "2y",
                ACCOUNT_PASSWORD.toCharArray(),
                "0123456789abcdef".getBytes(StandardCharsets.US_ASCII),
                BCRYPT_COST);
        return members.stream()
                .map(member -> String.join(
                        ";",
                        member.person().account(),
                        hash,
                        member.institution(),
                        "Gemachtigde",
                        "gemachtigde." + member.institution().toLowerCase(Locale.ROOT) + "@bestuur.example"))
                .collect(Collectors.joining(
                        "\n", "username;passwordHash;institutionCode;representativeName;representativeEmail\n", "\n"));
    }
}
