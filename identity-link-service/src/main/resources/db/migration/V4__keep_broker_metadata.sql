-- SPDX-License-Identifier: EUPL-1.2

-- The metadata of a broker as it was last found good. It is verified again whenever it is read, so nothing is believed
-- because it lies here; it lets a restart, or another replica, do without the place it came from.
CREATE TABLE broker_metadata (
    broker   text        NOT NULL,
    document bytea       NOT NULL,
    read_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT broker_metadata_pkey PRIMARY KEY (broker)
);

-- A request is answered by the broker it was sent to; those begun before are of no broker any more.
ALTER TABLE authentication_request ADD COLUMN broker text NOT NULL DEFAULT '';
ALTER TABLE authentication_request ALTER COLUMN broker DROP DEFAULT;
