// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import tools.jackson.databind.json.JsonMapper;

/** Loads boards, schools, old accounts and an activation code through the real API, once for this installation. */
record DemoData(AccountsApi accounts, Path duoFolder, Path marker, SecureRandom random) {

    /** As an old system would have it. */
    private static final int BCRYPT_COST = 10;

    private static final int BCRYPT_SALT = 16;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The activation codes that were issued, by the person they are meant for. */
    record Loaded(Map<String, String> activationCodes) {}

    Loaded loadOnce() {
        if (!Files.exists(marker)) {
            PrivateFiles.write(marker, JSON.writeValueAsString(load()));
        }
        return JSON.readValue(PrivateFiles.read(marker), Loaded.class);
    }

    private Loaded load() {
        accounts.importFile("institutions", institutions());
        accounts.importFile("boards", utf8(boards()));
        accounts.importFile("accounts", utf8(credentials()));
        var codes = new HashMap<String, String>();
        for (var person : DemoPerson.ALL) {
            if (person.account() == null) {
                codes.put(person.username(), accounts.issueActivationCode(person.institutionCode()));
            }
        }
        return new Loaded(codes);
    }

    private byte[] institutions() {
        try (var files = Files.newDirectoryStream(duoFolder, "02-*.csv")) {
            for (var file : files) {
                return Files.readAllBytes(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new StartFailure("The schools file of DUO is not in " + duoFolder + ".");
    }

    private static String boards() {
        return DemoPerson.ALL.stream()
                .map(person -> List.of(person.boardNumber(), person.organisation(), person.kvkNumber()))
                .distinct()
                .map(columns -> String.join(";", columns))
                .collect(Collectors.joining("\n", "boardNumber;name;kvkNumber\n", "\n"));
    }

    private String credentials() {
        return DemoPerson.ALL.stream()
                .filter(person -> person.account() != null)
                .map(this::credential)
                .collect(Collectors.joining(
                        "\n", "username;passwordHash;institutionCode;representativeName;representativeEmail\n", "\n"));
    }

    private String credential(DemoPerson person) {
        var account = Objects.requireNonNull(person.account());
        var representative = "gemachtigde." + person.institutionCode().toLowerCase(Locale.ROOT);
        return String.join(
                ";",
                account.username(),
                bcrypt(account.password()),
                person.institutionCode(),
                "Gemachtigde van " + person.organisation(),
                representative + "@bestuur.example");
    }

    private String bcrypt(String password) {
        var salt = new byte[BCRYPT_SALT];
        random.nextBytes(salt);
        return OpenBSDBCrypt.generate("2y", password.toCharArray(), salt, BCRYPT_COST);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
