// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.eherkenning;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whose word we take about the broker: the authorities of its end of the back channel, and who signs its metadata. */
@Component
class BrokerTrust {

    private static final Logger log = LoggerFactory.getLogger(BrokerTrust.class);

    private final TrustedCertificates authorities;
    private final TrustedCertificates metadataSigners;
    private final XmlWork work;

    BrokerTrust(EHerkenningProperties properties, XmlWork work) {
        this.authorities = new TrustedCertificates(properties.tlsTrustFile());
        this.metadataSigners = new TrustedCertificates(properties.broker().metadataCertificateFile());
        this.work = work;
    }

    List<X509Certificate> authorities() {
        return authorities.current();
    }

    List<X509Certificate> metadataSigners() {
        return metadataSigners.current();
    }

    /** As often as our own keys, and as they without a restart. */
    @Scheduled(
            initialDelayString = "${koppelpunt.eherkenning.keys.refresh:30s}",
            fixedDelayString = "${koppelpunt.eherkenning.keys.refresh:30s}")
    Mono<Void> refresh() {
        Callable<Boolean> reading = () -> {
            authorities.refresh();
            metadataSigners.refresh();
            return true;
        };
        return work.run(reading)
                .onErrorResume(RefusedException.class, e -> {
                    log.warn(
                            "The certificates that speak for the broker could not be read again: {}",
                            e.refusal().code());
                    return Mono.empty();
                })
                .then();
    }
}
