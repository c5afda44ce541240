-- SPDX-License-Identifier: EUPL-1.2
CREATE TABLE outbox_event (
    sequence     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id           uuid        NOT NULL UNIQUE,
    topic        text        NOT NULL,
    type         text        NOT NULL,
    subject      text        NOT NULL,
    key_group    smallint    NOT NULL,
    payload      json        NOT NULL,
    -- W3C trace context of the act; what reads the event goes on with the trace.
    trace_parent text,
    recorded_at  timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz
);

CREATE INDEX outbox_event_waiting ON outbox_event (key_group, sequence) WHERE published_at IS NULL;
CREATE INDEX outbox_event_published ON outbox_event (published_at) WHERE published_at IS NOT NULL;

-- A relay locks the row of a group while it publishes the group's events: that keeps the order per subject
-- however many relays run.
CREATE TABLE outbox_key_group (
    number smallint PRIMARY KEY
);

INSERT INTO outbox_key_group SELECT generate_series(0, 15);
