// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.account;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import nl.koppelpunt.platform.test.ColumnEncryptionTestSupport;
import nl.koppelpunt.platform.test.PostgresTestSupport;
import nl.koppelpunt.platform.test.SealingTestSupport;
import nl.koppelpunt.platform.test.SpansTestSupport;
import nl.koppelpunt.platform.test.TestTokensSupport;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The running service on a real database; events stay in the outbox, where tests read them. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "koppelpunt.oin=00000001234567890000",
            "koppelpunt.outbox.relay.enabled=false",
            "spring.kafka.bootstrap-servers=localhost:1",
            "koppelpunt.accounts.organisation.kvk-exempt-boards=99001",
            "koppelpunt.accounts.imports.poll-interval=100ms"
        })
@Import({
    PostgresTestSupport.class,
    TestTokensSupport.class,
    ColumnEncryptionTestSupport.class,
    SealingTestSupport.class,
    SpansTestSupport.class,
    AccountTestSupport.class
})
public @interface AccountServiceTest {}
