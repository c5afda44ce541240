-- SPDX-License-Identifier: EUPL-1.2

-- What the broker calls the session of a person, encrypted by the application: the broker is asked to end it when the
-- person logs out. It is forgotten when the session ends, in whatever way.
ALTER TABLE session
    ADD COLUMN broker_session bytea,
    ADD CONSTRAINT session_broker_session_check CHECK (ended_at IS NULL OR broker_session IS NULL);

-- Somebody who logged out here is on the way to the broker: first with a ticket, used once and soon, and then with a
-- request that is out, whose answer comes back under its RelayState.
CREATE TABLE broker_log_out (
    ticket_hash      bytea       NOT NULL,
    broker           text        NOT NULL,
    broker_session   bytea,
    request_id       text,
    relay_state_hash bytea,
    language         text,
    expires_at       timestamptz NOT NULL,
    CONSTRAINT broker_log_out_pkey PRIMARY KEY (ticket_hash),
    CONSTRAINT broker_log_out_relay_state_key UNIQUE (relay_state_hash),
    CONSTRAINT broker_log_out_step_check CHECK ((broker_session IS NULL) = (request_id IS NOT NULL)
        AND (request_id IS NULL) = (relay_state_hash IS NULL))
);

CREATE INDEX broker_log_out_expires_at_idx ON broker_log_out (expires_at);
