// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.delivery;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * A mail server that asks, when a mail ends, what was made of the mails it took before. It takes the first only when others
 * have been begun.
 */
final class PedanticMailServer implements AutoCloseable {
    private final List<UUID> taken = new CopyOnWriteArrayList<>();
    private final List<Long> unrecorded = new CopyOnWriteArrayList<>();
    private final List<Socket> conversations = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun;
    private final ToLongFunction<List<UUID>> notSent;
    private final ServerSocket server;

    PedanticMailServer(int port, int others, ToLongFunction<List<UUID>> notSent) throws IOException {
        this.begun = new CountDownLatch(others + 1);
        this.notSent = notSent;
        this.server = new ServerSocket(port, 20, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    List<UUID> taken() {
        return taken;
    }

    /** For each mail how many earlier ones had been taken and were not yet known to be sent. */
    List<Long> unrecorded() {
        return unrecorded;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                conversations.add(socket);
                Thread.ofVirtual().start(() -> converse(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket socket) {
        try (socket;
                var in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            say(socket, "220 test");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("DATA")) {
                    say(socket, "354 go on");
                    begun.countDown();
                    take(in);
                }
                say(socket, line.equals("QUIT") ? "221 bye" : "250 ok");
            }
        } catch (IOException | InterruptedException over) {
            // The client hung up, or the test is over.
        }
    }

    private void take(BufferedReader in) throws IOException, InterruptedException {
        var id = "";
        for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new EOFException();
            }
            if (line.startsWith("Message-ID: <")) {
                id = line.substring("Message-ID: <".length(), line.indexOf('@'));
            }
        }
        unrecorded.add(notSent.applyAsLong(taken));
        begun.await(30, TimeUnit.SECONDS);
        taken.add(UUID.fromString(id));
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var conversation : conversations) {
            conversation.close();
        }
    }
}
