// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.identitylink.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param idle a session nobody uses ends after this
 * @param absolute every session ends after this
 * @param idleStep the idle time-out moves at most this often, so that reading a session seldom writes
 * @param perIdentity more sessions than this end the oldest
 * @param retention how long an ended session is kept
 */
@ConfigurationProperties("koppelpunt.sessions")
record SessionProperties(
        @DefaultValue("15m") Duration idle,
        @DefaultValue("8h") Duration absolute,
        @DefaultValue("30s") Duration idleStep,
        @DefaultValue("5") int perIdentity,
        @DefaultValue("30d") Duration retention) {}
