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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka broker in a JVM of its own, for a stack on one machine. Arguments: data directory and port; the controller
 * listens on the port after it. One of several brokers of a cluster also gets the ports of all of them, parted by commas.
 * The data survives a restart.
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
        if (args.length != 2 && args.length != 3) {
            throw new IllegalArgumentException("Usage: LocalKafka <data directory> <port> [<port>,<port>,...]");
        }
        quiet();
        Path directory = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
        List<String> ports = List.of((args.length == 3 ? args[2] : args[1]).split(","));
        Properties settings = settings(directory.resolve("log"), args[1], ports);
        if (Files.notExists(directory.resolve("log").resolve("meta.properties"))) {
            format(directory, settings, ports);
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

    private static Properties settings(Path logDirectory, String ownPort, List<String> ports) {
        int port = Integer.parseInt(ownPort);
        String voters = IntStream.range(0, ports.size())
                .mapToObj(node -> node + 1 + "@localhost:" + (Integer.parseInt(ports.get(node)) + 1))
                .collect(Collectors.joining(","));
        var settings = new Properties();
        settings.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                String.valueOf(ports.indexOf(ownPort) + 1),
                "log.dirs",
                logDirectory.toString(),
                "controller.quorum.voters",
                voters,
                "controller.listener.names",
                "CONTROLLER",
                "listeners",
                "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + (port + 1),
                "advertised.listeners",
                "PLAINTEXT://localhost:" + port,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"));
        settings.putAll(RULES);
        if (ports.size() > 1) {
            settings.put("offsets.topic.replication.factor", String.valueOf(ports.size()));
        }
        return settings;
    }

    private static void format(Path directory, Properties settings, List<String> ports) throws IOException {
        Path file = directory.resolve("server.properties");
        try (var out = Files.newBufferedWriter(file)) {
            settings.store(out, null);
        }
        // The same for all brokers of one cluster.
        var cluster = new Uuid(2, ports.hashCode());
        List<String> command = List.of("format", "-t", cluster.toString(), "-c", file.toString());
        int exit = StorageTool.execute(command.toArray(String[]::new), System.out);
        if (exit != 0) {
            throw new IllegalStateException("Kafka's storage tool refused to format " + directory);
        }
    }
}
