// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification;

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
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The whole service on a real database, broker and mail server; all tests that carry this share one context. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "koppelpunt.oin=00000001234567890000",
            "koppelpunt.mail.from=noreply@portal.example",
            "koppelpunt.mail.portal-name=MijnHelpdeskPO",
            "koppelpunt.mail.helpdesk=helpdesk@portal.example",
            "koppelpunt.mail.starttls-required=false",
            "koppelpunt.delivery.backoff=200ms",
            "koppelpunt.delivery.lease=10s",
            "koppelpunt.consumption.first-back-off=100ms",
            "spring.mail.host=127.0.0.1",
            // The mail server of the test logs in our process what is none of our logging.
            "logging.level.com.icegreen=warn"
        })
@Import({
    PostgresTestSupport.class,
    KafkaTestSupport.class,
    TestTokensSupport.class,
    ColumnEncryptionTestSupport.class,
    SealingTestSupport.class,
    SpansTestSupport.class,
    NotificationTestSupport.class
})
public @interface NotificationServiceTest {}
