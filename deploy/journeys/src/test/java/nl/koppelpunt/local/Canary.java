// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks for a secret in everything the stack has written down: logs, spans, topics, databases, metrics. */
record Canary(RunningStack stack) {

    private static final Duration POLL = Duration.ofSeconds(1);

    List<String> traces(List<String> secrets, List<String> spans) throws Exception {
        var forms = new SecretForms(secrets);
        var traces = new ArrayList<String>();
        for (var log : logs()) {
            try (var lines = Files.lines(log, ISO_8859_1)) {
                traces.addAll(lines.parallel()
                        .filter(forms::areIn)
                        .map(line -> log.getFileName() + " " + line)
                        .toList());
            }
        }
        Stream.of(
                        spans,
                        rows(),
                        actuatorPages(),
                        events().stream().map(Canary::text).toList())
                .flatMap(List::stream)
                .filter(forms::areIn)
                .forEach(traces::add);
        return traces;
    }

    /** They may be larger than what fits in memory. */
    List<Path> logs() throws IOException {
        try (var logs = Files.list(stack.layout().logs())) {
            return logs.toList();
        }
    }

    List<ConsumerRecord<byte[], byte[]>> events() {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", "localhost:" + stack.ports().kafka(), "auto.offset.reset", "earliest");
        var events = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> topic.getKey().startsWith("koppelpunt."))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(events::add);
            }
        }
        return events;
    }

    private static String text(ConsumerRecord<byte[], byte[]> event) {
        var text = new StringBuilder("topic " + event.topic() + " at " + event.offset() + '\n');
        if (event.key() != null) {
            text.append(new String(event.key(), ISO_8859_1)).append('\n');
        }
        for (var header : event.headers()) {
            text.append(header.key())
                    .append('=')
                    .append(new String(header.value(), ISO_8859_1))
                    .append('\n');
        }
        return text.append(new String(event.value(), ISO_8859_1)).toString();
    }

    /** Every row of every table as text; PostgreSQL writes bytea in hexadecimal. */
    List<String> rows() throws SQLException {
        var rows = new ArrayList<String>();
        for (var database : Database.NAMES) {
            try (var connection = stack.database().connect(database)) {
                for (var table : column(
                        connection, "select quote_ident(tablename) from pg_tables where schemaname = 'public'")) {
                    column(connection, "select t::text from " + table + " t")
                            .forEach(row -> rows.add(database + "." + table + " " + row));
                }
            }
        }
        return rows;
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        var values = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var results = statement.executeQuery(query)) {
            while (results.next()) {
                values.add(results.getString(1));
            }
        }
        return values;
    }

    private List<String> actuatorPages() throws IOException, InterruptedException {
        var pages = new ArrayList<String>();
        try (var http = HttpClient.newHttpClient()) {
            for (var program : Program.values()) {
                for (var endpoint : List.of("health", "info", "metrics", "prometheus")) {
                    var address = "http://127.0.0.1:" + stack.ports().management(program) + "/actuator/" + endpoint;
                    var request = HttpRequest.newBuilder(URI.create(address)).build();
                    pages.add(address + " "
                            + http.send(request, BodyHandlers.ofString()).body());
                }
            }
        }
        return pages;
    }
}
