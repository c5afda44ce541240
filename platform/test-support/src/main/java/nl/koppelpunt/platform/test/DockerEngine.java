// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks an engine whether it is there, within a limit: a socket file stays when its engine dies, and one may hang. */
record DockerEngine(URI address, Duration patience) {

    private static final String PING = "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n";
    private static final int STATUS_LENGTH = "HTTP/1.1 200".length();

    /** Why it is of no use, or nothing when it answers. What is not a plain socket is left for Testcontainers to find out. */
    Optional<String> silence() {
        return switch (String.valueOf(address.getScheme())) {
            case "unix" -> ask(UnixDomainSocketAddress.of(address.getPath()));
            case "tcp" ->
                System.getenv("DOCKER_TLS_VERIFY") == null
                        ? ask(new InetSocketAddress(address.getHost(), address.getPort()))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<String> ask(SocketAddress socket) {
        try (var channel = open(socket)) {
            return CompletableFuture.supplyAsync(() -> exchange(channel, socket), DockerEngine::daemon)
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException hangs) {
            return Optional.of("it does not answer within " + patience.toMillis() + " ms");
        } catch (IOException | ExecutionException e) {
            return Optional.of(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private static SocketChannel open(SocketAddress socket) throws IOException {
        return socket instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
    }

    /** Ended from outside by closing the channel: the socket of a file knows no time-out. */
    private static Optional<String> exchange(SocketChannel channel, SocketAddress socket) {
        var answer = ByteBuffer.allocate(STATUS_LENGTH);
        try {
            channel.connect(socket);
            channel.write(ByteBuffer.wrap(PING.getBytes(StandardCharsets.US_ASCII)));
            while (answer.hasRemaining() && channel.read(answer) >= 0) {}
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        var status = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
        return status.matches("HTTP/1\\.[01] 200") ? Optional.empty() : Optional.of("it answers \"" + status + "\"");
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "docker-ping");
        thread.setDaemon(true);
        thread.start();
    }
}
