// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.platform.outbox;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableAutoConfiguration
class OutboxTestApplication {}
