// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import nl.koppelpunt.platform.encryption.ColumnCipher;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Institutions and accounts that no other test has. */
public final class TestData {

    public static final String KVK = "01234567";
    public static final String PASSWORD = "Het Groene Boekje 1954";

    /** The cheapest bcrypt there is, of {@link #PASSWORD}. */
    public static final String PASSWORD_HASH = Objects.requireNonNull(new BCryptPasswordEncoder(4).encode(PASSWORD));

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final DatabaseClient database;
    private final ColumnCipher cipher;

    TestData(DatabaseClient database, ColumnCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    public String boardWithKvk(String kvkNumber) {
        return board("%05d".formatted(10_000 + NEXT.getAndIncrement()), kvkNumber);
    }

    public String boardWithoutKvk() {
        var code = "%05d".formatted(10_000 + NEXT.getAndIncrement());
        run("insert into institution (code, kind, name) values ('" + code + "', 'BOARD', 'Stichting " + code + "')");
        return code;
    }

    public String board(String code, String kvkNumber) {
        run("insert into institution (code, kind, name, kvk_number) values ('%s', 'BOARD', 'Stichting %s', '%s')"
                .formatted(code, code, kvkNumber));
        return code;
    }

    public String schoolOf(String board) {
        var code = nextSchoolCode();
        run("insert into institution (code, kind, name, board_number) values ('%s', 'SCHOOL', 'School %s', '%s')"
                .formatted(code, code, board));
        return code;
    }

    /** A school of a board with the usual KvK number. */
    public String school() {
        return schoolOf(boardWithKvk(KVK));
    }

    public String nextSchoolCode() {
        int n = NEXT.getAndIncrement();
        return "%02d%c%c".formatted(n % 100, 'A' + n / 100 % 26, 'Q' + n / 2600 % 10);
    }

    public TestAccount accountOf(String institution) {
        var id = UUID.randomUUID();
        var username = "gebruiker-" + id;
        run("insert into account (id, institution_code, username, password_hash) values ('%s', '%s', '%s', '%s')"
                .formatted(id, institution, username, PASSWORD_HASH));
        return new TestAccount(id, institution, username);
    }

    /** An account of a school of a board with the usual KvK number. */
    public TestAccount account() {
        return accountOf(school());
    }

    public void representativeOf(String institution, String email) {
        database.sql("""
                        insert into authorised_representative (institution_code, name, name_index, email, email_index)
                        values (:code, :name, :nameIndex, :email, :emailIndex)
                        """)
                .bind("code", institution)
                .bind("name", cipher.encrypt("authorised_representative.name", "G. Machtigde"))
                .bind("nameIndex", cipher.blindIndex("authorised_representative.name", "G. Machtigde"))
                .bind("email", cipher.encrypt("authorised_representative.email", email))
                .bind("emailIndex", cipher.blindIndex("authorised_representative.email", email))
                .then()
                .block();
    }

    public void run(String sql) {
        database.sql(sql).then().block();
    }

    public long count(String from) {
        return Objects.requireNonNull(database.sql("select count(*) as n from " + from)
                .map(row -> Objects.requireNonNull(row.get("n", Long.class)))
                .one()
                .block());
    }

    public List<Map<String, Object>> rows(String sql) {
        return Objects.requireNonNull(
                database.sql(sql).fetch().all().collectList().block());
    }

    public record TestAccount(UUID id, String institution, String username) {}
}
