// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A socket that behaves as that of an engine, in good health or not. */
final class FakeEngine implements AutoCloseable {

    /** What happens to whoever asks. */
    enum Behaviour {
        ANSWERS,
        FAILS,
        HANGS_UP,
        HANGS,
        /** The file of a socket that nobody listens on. */
        DEAD,
        ABSENT
    }

    private final Behaviour behaviour;
    private final ServerSocketChannel server;
    private final List<SocketChannel> visitors = new CopyOnWriteArrayList<>();

    FakeEngine(Path socket, Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        if (behaviour == Behaviour.ABSENT) {
            return;
        }
        Files.createDirectories(socket.getParent());
        server.bind(UnixDomainSocketAddress.of(socket));
        if (behaviour == Behaviour.DEAD) {
            server.close();
        } else {
            Thread.ofVirtual().start(this::serve);
        }
    }

    private FakeEngine(ServerSocketChannel server, Behaviour behaviour) {
        this.behaviour = behaviour;
        this.server = server;
        Thread.ofVirtual().start(this::serve);
    }

    static FakeEngine overTcp(Behaviour behaviour) throws IOException {
        var server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new FakeEngine(server, behaviour);
    }

    URI address() throws IOException {
        return URI.create("tcp://127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort());
    }

    private void serve() {
        try {
            while (true) {
                var visitor = server.accept();
                visitors.add(visitor);
                switch (behaviour) {
                    case ANSWERS -> say(visitor, "HTTP/1.1 200 OK\r\n\r\nOK");
                    case FAILS -> say(visitor, "HTTP/1.1 500 Internal Server Error\r\n\r\n");
                    case HANGS_UP -> visitor.close();
                    default -> {}
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void say(SocketChannel visitor, String answer) throws IOException {
        visitor.read(ByteBuffer.allocate(256));
        visitor.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var visitor : visitors) {
            visitor.close();
        }
    }
}
