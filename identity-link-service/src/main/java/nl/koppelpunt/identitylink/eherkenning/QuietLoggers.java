// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.util.List;
import java.util.logging.Level;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.stereotype.Component;

/** Keeps libraries that write whole messages, or what is put in the database, below WARN from doing so, whatever the configuration says. */
@Component
final class QuietLoggers implements InitializingBean {

    static final List<String> NAMES = List.of(
            "org.keycloak.saml",
            "org.apache.xml.security",
            "com.sun.org.apache.xml",
            "org.jcp.xml.dsig",
            "io.r2dbc.postgresql.PARAM");

    // Kept, because the platform holds its loggers by weak references only.
    private static final List<java.util.logging.Logger> PLATFORM =
            NAMES.stream().map(java.util.logging.Logger::getLogger).toList();

    private final LoggingSystem logging;

    QuietLoggers(LoggingSystem logging) {
        this.logging = logging;
    }

    @Override
    public void afterPropertiesSet() {
        NAMES.forEach(name -> logging.setLogLevel(name, LogLevel.WARN));
        PLATFORM.forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
