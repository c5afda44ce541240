// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import nl.koppelpunt.platform.test.TestPki;
import nl.koppelpunt.simulator.TestDv;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class DvMetadataSourceTests {

    private static final String METADATA = new TestDv(new TestPki()).metadata();

    private final AtomicInteger asked = new AtomicInteger();
    private volatile int status = 200;
    private HttpServer service = server();

    @BeforeEach
    void serve() {
        service = server();
        service.createContext("/metadata", exchange -> {
            asked.incrementAndGet();
            var body = METADATA.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void metadataIsReadWhenFirstAskedAndThenKept() {
        var source = source("http://localhost:" + service.getAddress().getPort() + "/metadata");
        assertThat(asked).hasValue(0);

        isRead(source);
        isRead(source);
        assertThat(asked).hasValue(1);
    }

    @Test
    void failureIsTriedAgainAndNeverKept() {
        var source = source("http://localhost:" + service.getAddress().getPort() + "/metadata");
        status = 503;
        source.get().as(StepVerifier::create).verifyError(DvUnavailableException.class);
        assertThat(asked).hasValue(3);

        status = 200;
        isRead(source);
    }

    @Test
    void changedMetadataIsNotUsed(@TempDir Path folder) throws IOException {
        var file = folder.resolve("dv.xml");
        Files.writeString(file, METADATA.replace(TestDv.ACS, "https://elsewhere.example/acs"));

        source(file.toString()).get().as(StepVerifier::create).verifyError(DvUnavailableException.class);
    }

    private static void isRead(DvMetadataSource source) {
        source.get()
                .map(DvMetadata::entityId)
                .as(StepVerifier::create)
                .expectNext(TestDv.ENTITY_ID)
                .verifyComplete();
    }

    private static DvMetadataSource source(String location) {
        return new DvMetadataSource(TestProperties.withMetadata(location), Schedulers.boundedElastic());
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
