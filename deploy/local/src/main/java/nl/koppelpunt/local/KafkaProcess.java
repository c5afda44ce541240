// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.util.List;
import java.util.Map;

/** The Kafka of the stack: one broker in a JVM of its own, from the class path of the launcher. */
final class KafkaProcess {

    private KafkaProcess() {}

    static ChildProcess of(Layout layout, Ports ports) {
        var command = List.of(
                Installation.java(),
                "-Xmx320m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dkoppelpunt.log.level=INFO",
                "-cp",
                System.getProperty("java.class.path"),
                "nl.koppelpunt.platform.test.LocalKafka",
                layout.kafka().toString(),
                String.valueOf(ports.kafka()));
        return new ChildProcess(ServiceNames.KAFKA, command, Map.of(), layout, () -> Health.listens(ports.kafka()));
    }
}
