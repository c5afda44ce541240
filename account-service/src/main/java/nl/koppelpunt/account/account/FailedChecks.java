// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account.account;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Counts wrong passwords per account and per organisation that tries. An organisation is what eHerkenning vouches
 * for, so a stranger can use up the tries of his own organisation and of nobody else's.
 */
@Repository
public class FailedChecks {

    private final DatabaseClient database;
    private final FailedCheckProperties properties;

    FailedChecks(DatabaseClient database, FailedCheckProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /**
     * Spends one try; false when none is left. Counted before the password is compared, in one statement and outside
     * any transaction of the caller: parallel guesses and cancelled requests never win a try back.
     */
    public Mono<Boolean> claim(UUID account, String claimant) {
        return database.sql("""
                        insert into account_failed_check as known (account_id, claimant, failures, window_ends_at)
                        values (:account, :claimant, 1, now() + make_interval(secs => :window))
                            on conflict (account_id, claimant) do update
                           set failures = case when known.window_ends_at <= now() then 1 else known.failures + 1 end,
                               window_ends_at = case when known.window_ends_at <= now()
                                                     then excluded.window_ends_at else known.window_ends_at end
                         where known.failures < :limit or known.window_ends_at <= now()
                        """)
                .bind("account", account)
                .bind("claimant", claimant)
                .bind("window", (double) properties.window().toSeconds())
                .bind("limit", properties.limit())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** The password was right: the tries of this claimant are whole again. */
    public Mono<Void> forget(UUID account, String claimant) {
        return database.sql("delete from account_failed_check where account_id = :account and claimant = :claimant")
                .bind("account", account)
                .bind("claimant", claimant)
                .then();
    }
}
