// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import nl.koppelpunt.platform.test.ColumnEncryptionTestSupport;
import nl.koppelpunt.platform.test.KafkaTestSupport;
import nl.koppelpunt.platform.test.PostgresTestSupport;
import nl.koppelpunt.platform.test.SealingTestSupport;
import nl.koppelpunt.platform.test.SpansTestSupport;
import nl.koppelpunt.platform.test.TestTokensSupport;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The whole service on a real database and broker; all tests that carry this share one context. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "koppelpunt.oin=00000001234567890000")
@Import({
    PostgresTestSupport.class,
    KafkaTestSupport.class,
    TestTokensSupport.class,
    ColumnEncryptionTestSupport.class,
    SealingTestSupport.class,
    SpansTestSupport.class,
    PinTestSupport.class
})
@ExtendWith(BrakeIsOff.class)
@interface PinServiceTest {}
