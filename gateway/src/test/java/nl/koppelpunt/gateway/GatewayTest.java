// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.gateway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** Runs the gateway on a port, between {@link FakeService}s and without Kafka. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "spring.kafka.bootstrap-servers=127.0.0.1:1",
            "logging.level.org.apache.kafka=OFF",
            "koppelpunt.cookies.secure=false",
            // All tests are one source; what a source may do has tests of its own.
            "koppelpunt.limits.credentials.requests=1000",
            "koppelpunt.limits.pin.requests=1000",
            "koppelpunt.gateway.broker-origin=https://makelaar.example"
        })
@Import(GatewayTestSupport.class)
public @interface GatewayTest {}
