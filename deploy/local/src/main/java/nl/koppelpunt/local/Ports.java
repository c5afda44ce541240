// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every port of the stack, all moved by one offset. */
record Ports(int offset) {

    int of(Program program) {
        return program.port() + offset;
    }

    int management(Program program) {
        return program.managementPort() + offset;
    }

    int brokerSoap() {
        return 8491 + offset;
    }

    int mailPage() {
        return 8025 + offset;
    }

    int staffIssuer() {
        return 8181 + offset;
    }

    int postgresql() {
        return 15432 + offset;
    }

    int kafka() {
        return 19092 + offset;
    }

    /** LocalKafka puts its KRaft controller one above the broker. */
    int kafkaController() {
        return kafka() + 1;
    }

    int smtp() {
        return 2525 + offset;
    }

    /** Of a process by its name: the port for people first. */
    List<Integer> of(String name) {
        return switch (name) {
            case ServiceNames.POSTGRESQL -> List.of(postgresql());
            case ServiceNames.KAFKA -> List.of(kafka(), kafkaController());
            case ServiceNames.LAUNCHER -> List.of(mailPage(), smtp(), staffIssuer());
            default ->
                Program.named(name)
                        .map(program -> program == Program.SIMULATOR
                                ? List.of(of(program), brokerSoap(), management(program))
                                : List.of(of(program), management(program)))
                        .orElseThrow();
        };
    }

    String url(Program program) {
        return "http://localhost:" + of(program);
    }

    /** Names the first taken port, so that nothing is started that would fail halfway. */
    void requireFree(Collection<Program> programs) {
        for (var port : all(programs).entrySet()) {
            if (!isFree(port.getValue())) {
                throw new StartFailure("Port %d (%s) is taken; free it or use --port-offset N."
                        .formatted(port.getValue(), port.getKey()));
            }
        }
    }

    Map<String, Integer> all(Collection<Program> programs) {
        var ports = new LinkedHashMap<String, Integer>();
        for (var program : programs) {
            ports.put(program.id(), of(program));
            ports.put(program.id() + " management", management(program));
        }
        if (programs.contains(Program.SIMULATOR)) {
            ports.put("broker-simulator SOAP", brokerSoap());
        }
        ports.put("mail page", mailPage());
        ports.put("staff token issuer", staffIssuer());
        ports.put("PostgreSQL", postgresql());
        ports.put("Kafka", kafka());
        ports.put("Kafka controller", kafkaController());
        ports.put("SMTP", smtp());
        return ports;
    }

    /** A program may listen on the loopback address alone or on every address. */
    private static boolean isFree(int port) {
        return canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && canBind(new InetSocketAddress(port));
    }

    private static boolean canBind(InetSocketAddress address) {
        try (var socket = new ServerSocket()) {
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
