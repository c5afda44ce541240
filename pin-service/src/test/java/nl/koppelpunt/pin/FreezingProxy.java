// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes connections on to a database, until those there are stay open and nothing goes through them any more. */
final class FreezingProxy implements AutoCloseable {
    private final List<Conversation> conversations = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final int target;

    FreezingProxy(int target) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    /** New connections are as good as ever; answers how many are not. */
    int freeze() {
        conversations.forEach(each -> each.frozen = true);
        return conversations.size();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var conversation =
                        new Conversation(server.accept(), new Socket(InetAddress.getLoopbackAddress(), target));
                conversations.add(conversation);
                Thread.ofVirtual().start(conversation::ask);
                Thread.ofVirtual().start(conversation::answer);
            } catch (IOException over) {
                // The test is over.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var conversation : conversations) {
            conversation.client.close();
            conversation.database.close();
        }
    }

    private static final class Conversation {
        private final Socket client;
        private final Socket database;
        private volatile boolean frozen;

        Conversation(Socket client, Socket database) {
            this.client = client;
            this.database = database;
        }

        void ask() {
            pass(client, database);
        }

        void answer() {
            pass(database, client);
        }

        private void pass(Socket from, Socket to) {
            try (from;
                    to) {
                pass(from.getInputStream(), to.getOutputStream());
            } catch (IOException over) {
                // One side hung up.
            }
        }

        private void pass(InputStream from, OutputStream to) throws IOException {
            var buffer = new byte[65536];
            for (var read = from.read(buffer); read > 0; read = from.read(buffer)) {
                if (!frozen) {
                    to.write(buffer, 0, read);
                    to.flush();
                }
            }
        }
    }
}
