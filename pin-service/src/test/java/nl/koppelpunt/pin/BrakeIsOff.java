// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.pin;

import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** What tests tried wrongly must not pull the brake of the next. */
class BrakeIsOff implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext test) {
        var pins = SpringExtension.getApplicationContext(test).getBean(PinRepository.class);
        pins.deleteOlderThan(Duration.ofMinutes(-1)).block();
    }
}
