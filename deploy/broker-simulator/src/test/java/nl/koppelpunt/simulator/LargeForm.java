// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client that goes on sending, whatever it is answered. */
final class LargeForm implements AutoCloseable {

    static final int SIZE = 10 << 20;

    private static final int PIECE = 64 << 10;
    private static final int KEPT = 3 * PIECE;
    private static final byte[] CHUNK = chunk();

    private final Socket socket;
    private final boolean chunked;

    LargeForm(int port, String path, boolean chunked) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.chunked = chunked;
        socket.setSoTimeout(60_000);
        write("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + SIZE) + "\r\n\r\n");
    }

    /** So much that it is still kept: what comes then is too much. */
    void sendWhatIsKept() {
        send(KEPT);
    }

    /** The head of the answer, read once the rest was sent or nobody listened any more. */
    String sendTheRest() throws IOException {
        send(SIZE - KEPT);
        return answer();
    }

    /** The head of the answer to what was sent. */
    String answer() throws IOException {
        return head(socket.getInputStream());
    }

    private void send(int size) {
        try {
            for (int sent = 0; sent < size; sent += PIECE) {
                socket.getOutputStream()
                        .write(CHUNK, chunked ? 0 : CHUNK.length - PIECE - 2, chunked ? CHUNK.length : PIECE);
            }
        } catch (IOException _) {
            // Closed by the other side: it has answered.
        }
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] chunk() {
        byte[] size = (Integer.toHexString(PIECE) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = Arrays.copyOf(size, size.length + PIECE + 2);
        Arrays.fill(chunk, size.length, size.length + PIECE, (byte) 'A');
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return chunk;
    }

    private static String head(InputStream answer) throws IOException {
        var read = new StringBuilder();
        while (read.indexOf("\r\n\r\n") < 0) {
            int next = answer.read();
            if (next < 0) {
                throw new EOFException("The answer ends in its head: " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
