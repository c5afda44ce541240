// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import nl.koppelpunt.notification.MailServer;
import nl.koppelpunt.notification.NotificationServiceApplication;
import nl.koppelpunt.platform.test.MailKeys;
import nl.koppelpunt.platform.test.Surroundings;

/** The service as a process of its own with a broker, a database and a mail server of its own, each to be taken away. */
final class Landscape implements AutoCloseable {
    private final Surroundings surroundings;
    private final MailKeys keys = new MailKeys();
    private final MailServer mails = new MailServer();

    Landscape(String name) throws IOException {
        this.surroundings = new Surroundings(name, 1);
    }

    MailServer mails() {
        return mails;
    }

    MailKeys keys() {
        return keys;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** A replica of the service. */
    Process startService(Map<String, String> more) throws IOException {
        var settings = new HashMap<String, String>(Map.of(
                "koppelpunt.mail.from", "noreply@portal.example",
                "koppelpunt.mail.portal-name", "MijnHelpdeskPO",
                "koppelpunt.mail.helpdesk", "helpdesk@portal.example",
                "koppelpunt.mail.starttls-required", "false",
                "koppelpunt.mail.private-keys-file", keys.privateKeysFile().toString(),
                "koppelpunt.outbox.recipient-keys-file", keys.publicKeysFile().toString(),
                "koppelpunt.delivery.lease", "4s",
                "koppelpunt.delivery.backoff", "200ms",
                "koppelpunt.delivery.max-backoff", "1s",
                "spring.mail.host", "127.0.0.1"));
        settings.put("spring.mail.port", String.valueOf(mails.port()));
        settings.putAll(more);
        return surroundings.start(NotificationServiceApplication.class, settings);
    }

    long count(String sql) {
        return surroundings.count(sql);
    }

    String report() {
        return surroundings.report("select status || ' ' || coalesce(reason, '-') || ' after ' || attempts, count(*)"
                + " from delivery group by 1 order by 1");
    }

    @Override
    public void close() throws IOException {
        surroundings.close();
        mails.close();
    }
}
