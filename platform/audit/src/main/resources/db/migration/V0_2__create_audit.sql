-- SPDX-License-Identifier: EUPL-1.2
CREATE TABLE audit_event (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    action      text        NOT NULL,
    object_type text        NOT NULL,
    object_id   text        NOT NULL,
    outcome     text        NOT NULL CHECK (outcome IN ('SUCCESS', 'REFUSED', 'FAILED')),
    actor       text        NOT NULL,
    origin      text,
    details     jsonb       NOT NULL DEFAULT '{}'
);

CREATE INDEX audit_event_object ON audit_event (object_type, object_id);
CREATE INDEX audit_event_recorded_at ON audit_event (recorded_at);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit_event is append-only';
END
$$;

CREATE TRIGGER audit_event_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
