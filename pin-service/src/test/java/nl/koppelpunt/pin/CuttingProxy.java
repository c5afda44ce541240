// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Passes connections on to a database and, once, cuts one off when its COMMIT has gone through and before the answer comes
 * back: the client cannot know what became of it.
 */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final String statement;
    private volatile boolean armed = true;

    CuttingProxy(int target, String statement) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.statement = statement;
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    boolean hasCut() {
        return !armed;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                var database = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofVirtual().start(() -> toDatabase(client, database));
                Thread.ofVirtual().start(() -> toClient(client, database));
            } catch (IOException over) {
                // The test is over.
            }
        }
    }

    /** Cuts at the COMMIT after the statement, whosever other commits there are. */
    private void toDatabase(Socket client, Socket database) {
        try (client) {
            var buffer = new byte[65536];
            var said = false;
            for (var read = client.getInputStream().read(buffer);
                    read > 0;
                    read = client.getInputStream().read(buffer)) {
                var text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                said |= text.contains(statement);
                var cuts = armed && said && text.contains("COMMIT");
                if (cuts) {
                    armed = false;
                    // Before the database hears of it: it answers quicker than we cut.
                    client.close();
                }
                database.getOutputStream().write(buffer, 0, read);
                database.getOutputStream().flush();
                if (cuts) {
                    return;
                }
            }
        } catch (IOException cut) {
            // One side hung up.
        }
    }

    private static void toClient(Socket client, Socket database) {
        try (client;
                database) {
            database.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException cut) {
            // One side hung up.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
