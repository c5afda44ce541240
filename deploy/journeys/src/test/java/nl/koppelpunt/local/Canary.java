// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
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

/** Looks for a secret in everything the stack has written down: logs, topics, databases, metrics. */
record Canary(RunningStack stack) {

    private static final Duration POLL = Duration.ofSeconds(1);

    List<String> traces(List<String> secrets) throws Exception {
        var forms = new SecretForms(secrets);
        var written = Stream.of(logLines(), rows(), actuatorPages()).flatMap(List::stream).toList().parallelStream()
                .filter(forms::standIn);
        var sent = events().parallelStream()
                .filter(event -> forms.hideIn(text(event)))
                .map(event -> "topic " + event.topic() + " at " + event.offset());
        return Stream.concat(written, sent).toList();
    }

    List<String> logLines() throws IOException {
        var lines = new ArrayList<String>();
        try (var logs = Files.newDirectoryStream(stack.layout().logs())) {
            for (var log : logs) {
                Files.readString(log, ISO_8859_1).lines().forEach(line -> lines.add(log.getFileName() + " " + line));
            }
        }
        return lines;
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
        var text = new StringBuilder();
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
