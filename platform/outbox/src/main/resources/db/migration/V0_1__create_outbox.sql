-- SPDX-License-Identifier: EUPL-1.2

-- A day is a partition, so that a day that is over is dropped and not deleted row by row.
CREATE TABLE outbox_event (
    sequence     bigint GENERATED ALWAYS AS IDENTITY,
    id           uuid        NOT NULL,
    topic        text        NOT NULL,
    type         text        NOT NULL,
    subject      text        NOT NULL,
    key_group    smallint    NOT NULL,
    payload      json        NOT NULL,
    -- W3C trace context of the act; what reads the event goes on with the trace.
    trace_parent text,
    recorded_at  timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz,
    CONSTRAINT outbox_event_pk PRIMARY KEY (recorded_at, sequence)
) PARTITION BY RANGE (recorded_at);

CREATE INDEX outbox_event_waiting ON outbox_event (key_group, sequence) WHERE published_at IS NULL;

-- What comes when no partition was made for its day: nothing may stop an act from being told.
CREATE TABLE outbox_event_default PARTITION OF outbox_event DEFAULT;

-- Makes the partitions of the days to come and drops those whose events are all published and old enough.
-- Answers how many were dropped.
CREATE FUNCTION outbox_event_upkeep(keep interval) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    start_of_day timestamptz;
    part         text;
    waits        boolean;
    dropped      integer := 0;
BEGIN
    -- One replica is enough; and acts that are being told are not to wait for this.
    IF NOT pg_try_advisory_xact_lock(hashtextextended('outbox_event_upkeep', 0)) THEN
        RETURN 0;
    END IF;
    PERFORM set_config('lock_timeout', '500ms', true);

    FOR ahead IN 0..3 LOOP
        start_of_day := date_trunc('day', now(), 'UTC') + make_interval(days => ahead);
        part := 'outbox_event_' || to_char(start_of_day AT TIME ZONE 'UTC', 'YYYYMMDD');
        IF to_regclass(part) IS NULL AND NOT EXISTS (
            SELECT FROM outbox_event_default
            WHERE recorded_at >= start_of_day AND recorded_at < start_of_day + interval '24 hours'
        ) THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF outbox_event FOR VALUES FROM (%L) TO (%L)',
                part, start_of_day, start_of_day + interval '24 hours');
        END IF;
    END LOOP;

    FOR part IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'outbox_event'::regclass AND c.relname ~ '^outbox_event_[0-9]{8}$'
          AND to_timestamp(right(c.relname, 8) || ' +00', 'YYYYMMDD TZH') + interval '24 hours' <= now() - keep
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE published_at IS NULL)', part) INTO waits;
        IF NOT waits THEN
            EXECUTE format('DROP TABLE %I', part);
            dropped := dropped + 1;
        END IF;
    END LOOP;
    RETURN dropped;
END
$$;

SELECT outbox_event_upkeep(interval '7 days');

-- A relay locks the row of a group while it publishes the group's events: that keeps the order per subject
-- however many relays run.
CREATE TABLE outbox_key_group (
    number smallint PRIMARY KEY
);

INSERT INTO outbox_key_group SELECT generate_series(0, 15);
