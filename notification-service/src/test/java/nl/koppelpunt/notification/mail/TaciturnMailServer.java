// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.notification.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that leaves some commands without an answer, and the connection open. */
final class TaciturnMailServer implements AutoCloseable {
    private final List<Queue<String>> heard = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Silence silence;
    private final ServerSocket server;

    TaciturnMailServer(Silence silence) throws IOException {
        this.silence = silence;
        this.server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    /** What was said on each connection. */
    List<Queue<String>> heard() {
        return heard;
    }

    long heard(String command) {
        return heard.stream().flatMap(Queue::stream).filter(command::equals).count();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                sockets.add(socket);
                var number = sockets.size();
                var lines = new ConcurrentLinkedQueue<String>();
                heard.add(lines);
                Thread.ofVirtual().start(() -> converse(socket, number, lines));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket socket, int number, Queue<String> lines) {
        try (socket;
                var in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            say(socket, "220 test");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
                if (line.equals("DATA")) {
                    say(socket, "354 go on");
                    while (!".".equals(in.readLine())) {
                        // The mail itself.
                    }
                }
                if (!silence.about(number, line)) {
                    say(socket, "250 ok");
                }
            }
        } catch (IOException over) {
            // The client hung up, or the test is over.
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : sockets) {
            socket.close();
        }
    }

    interface Silence {
        boolean about(int connection, String command);
    }
}
