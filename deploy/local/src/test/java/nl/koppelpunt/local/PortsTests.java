// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTests {

    @Test
    void theOffsetMovesEveryPort() {
        var ports = new Ports(100);

        assertThat(ports.url(Program.GATEWAY)).isEqualTo("http://localhost:8180");
        assertThat(ports.management(Program.GATEWAY)).isEqualTo(9180);
        assertThat(ports.kafka()).isEqualTo(19192);
    }

    @Test
    void aTakenPortIsNamedWithItsUse() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = new Ports(taken.getLocalPort() - new Ports(0).smtp());

            assertThatExceptionOfType(StartFailure.class)
                    .isThrownBy(() -> ports.requireFree(List.of(Program.values())))
                    .withMessageMatching("Port [0-9]+ \\(.+\\) is taken; free it or use --port-offset N\\.");
        }
    }
}
