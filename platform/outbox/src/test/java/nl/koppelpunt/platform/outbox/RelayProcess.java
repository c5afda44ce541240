// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import nl.koppelpunt.platform.test.TestDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;

/** A relay in a process of its own, to be killed. */
final class RelayProcess {

    private RelayProcess() {}

    public static void main(String[] args) {
        SpringApplication.run(OutboxTestApplication.class, args);
    }

    static Process start(TestDatabase database, KafkaConnectionDetails kafka) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RelayProcess.class.getName(),
                        "--spring.main.web-application-type=none",
                        "--spring.main.keep-alive=true",
                        "--spring.main.banner-mode=off",
                        "--spring.application.name=pin-service",
                        "--spring.flyway.enabled=false",
                        "--koppelpunt.oin=00000001234567890000",
                        "--koppelpunt.outbox.relay.batch-size=25",
                        "--spring.kafka.bootstrap-servers=" + String.join(",", kafka.getBootstrapServers()),
                        "--spring.r2dbc.url=" + database.r2dbcUrl(),
                        "--spring.r2dbc.username=" + database.username(),
                        "--spring.r2dbc.password=" + database.password()))
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "relay-process.log").toFile())
                .start();
    }
}
