// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka broker in a JVM of its own, for a stack on one machine. Arguments: data directory and port; the controller
 * listens on the port after it. The data survives a restart.
 */
public final class LocalKafka {

    /** What makes one broker behave as a cluster does, where it differs from Kafka's own defaults. */
    public static final Map<String, String> RULES = Map.of(
            // The programs make their topics, with the right retention.
            "auto.create.topics.enable", "false",
            "offsets.topic.num.partitions", "3",
            "offsets.topic.replication.factor", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0");

    private LocalKafka() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("Usage: LocalKafka <data directory> <port>");
        }
        quiet();
        Path directory = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
        Properties settings = settings(directory.resolve("log"), Integer.parseInt(args[1]));
        if (Files.notExists(directory.resolve("log").resolve("meta.properties"))) {
            format(directory, settings);
        }
        var server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-stop"));
        server.startup();
        server.awaitShutdown();
    }

    /** Without this a program that has no logging set up, as this one, logs every debugging line. */
    private static void quiet() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        }
    }

    private static Properties settings(Path logDirectory, int port) {
        var settings = new Properties();
        settings.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                "1",
                "log.dirs",
                logDirectory.toString(),
                "controller.quorum.voters",
                "1@localhost:" + (port + 1),
                "controller.listener.names",
                "CONTROLLER",
                "listeners",
                "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + (port + 1),
                "advertised.listeners",
                "PLAINTEXT://localhost:" + port,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"));
        settings.putAll(RULES);
        return settings;
    }

    private static void format(Path directory, Properties settings) throws IOException {
        Path file = directory.resolve("server.properties");
        try (var out = Files.newBufferedWriter(file)) {
            settings.store(out, null);
        }
        List<String> command = List.of("format", "-t", Uuid.randomUuid().toString(), "-c", file.toString());
        int exit = StorageTool.execute(command.toArray(String[]::new), System.out);
        if (exit != 0) {
            throw new IllegalStateException("Kafka's storage tool refused to format " + directory);
        }
    }
}
