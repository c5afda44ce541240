// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import nl.koppelpunt.bench.FirstProvider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured is what is meant, so that a figure never is of a refusal or of a small message. */
class BrokerAnswerTests {

    @AfterEach
    void removeProviders() {
        Security.removeProvider(BouncyCastleProvider.PROVIDER_NAME);
        Security.removeProvider("ApacheXMLDSig");
    }

    @Test
    void isAsLargeAsThoseOfABroker() {
        assertThat(BrokerAnswer.bytes()).hasSizeBetween(12 * 1024, 16 * 1024);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S-007 it proves the same identity whichever provider is asked first")
    void provesTheSameIdentityWhicheverProviderIsFirst(FirstProvider first) {
        first.install();
        var benchmark = new VerificationBenchmark();

        assertThat(benchmark.answer()).isInstanceOfSatisfying(ProvedLogin.class, login -> {
            assertThat(login.identity().legalSubject().value()).isEqualTo(TestBroker.KVK);
            assertThat(login.identity().actingSubject().value()).isEqualTo(TestBroker.PSEUDONYM);
        });
    }
}
