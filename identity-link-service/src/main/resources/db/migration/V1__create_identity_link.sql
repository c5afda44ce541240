-- SPDX-License-Identifier: EUPL-1.2

-- Pseudonyms and e-mail addresses are encrypted by the application; an identity is found, and kept unique, by a keyed
-- hash over broker, legal subject and acting subject. Numbers of the trade register are public and stay readable.
CREATE TABLE identity_link (
    id              uuid        NOT NULL,
    identity_index  bytea       NOT NULL,
    broker          text        NOT NULL,
    legal_type      text        NOT NULL,
    legal_value     text        NOT NULL,
    acting_type     text        NOT NULL,
    acting_value    bytea       NOT NULL,
    portal_user_id  uuid        NOT NULL,
    link_attempt_id uuid        NOT NULL,
    linked_at       timestamptz NOT NULL DEFAULT now(),
    ended_at        timestamptz,
    end_reason      text,
    CONSTRAINT identity_link_pkey PRIMARY KEY (id),
    CONSTRAINT identity_link_attempt_key UNIQUE (link_attempt_id),
    CONSTRAINT identity_link_end_check CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);

CREATE UNIQUE INDEX identity_link_active_identity_key ON identity_link (identity_index) WHERE ended_at IS NULL;
CREATE INDEX identity_link_portal_user_idx ON identity_link (portal_user_id);

CREATE TABLE membership (
    portal_user_id   uuid        NOT NULL,
    institution_code text        NOT NULL,
    added_at         timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT membership_pkey PRIMARY KEY (portal_user_id, institution_code)
);

CREATE TABLE link_attempt (
    id                 uuid        NOT NULL,
    identity_index     bytea       NOT NULL,
    broker             text        NOT NULL,
    legal_type         text        NOT NULL,
    legal_value        text        NOT NULL,
    acting_type        text        NOT NULL,
    acting_value       bytea       NOT NULL,
    level_of_assurance text        NOT NULL,
    state              text        NOT NULL DEFAULT 'AWAITING_PROOF',
    -- The one session that may take the steps of this attempt.
    session_id         uuid,
    proof_kind         text,
    proof_id           uuid,
    institution_code   text,
    institution_name   text,
    kvk                text,
    email              bytea,
    locale             text,
    pin_id             uuid,
    pin_expires_at     timestamptz,
    new_pin_at         timestamptz,
    tries_left         integer,
    pins_used_up       integer     NOT NULL DEFAULT 0,
    refusal            text,
    created_at         timestamptz NOT NULL DEFAULT now(),
    expires_at         timestamptz NOT NULL,
    locked_until       timestamptz,
    confirmed_at       timestamptz,
    ended_at           timestamptz,
    CONSTRAINT link_attempt_pkey PRIMARY KEY (id),
    CONSTRAINT link_attempt_state_check CHECK (state IN ('AWAITING_PROOF', 'AWAITING_PIN', 'CONFIRMED', 'COMPLETED',
        'EXPIRED', 'ABANDONED', 'LOCKED', 'REFUSED')),
    CONSTRAINT link_attempt_proof_check CHECK (state NOT IN ('AWAITING_PIN', 'CONFIRMED')
        OR (proof_kind IS NOT NULL AND proof_id IS NOT NULL AND institution_code IS NOT NULL AND pin_id IS NOT NULL)),
    -- The address is here only while a PIN to it, or the registration of it, is under way.
    CONSTRAINT link_attempt_email_check CHECK ((email IS NOT NULL) = (state IN ('AWAITING_PIN', 'CONFIRMED'))),
    CONSTRAINT link_attempt_end_check
        CHECK ((ended_at IS NULL) = (state IN ('AWAITING_PROOF', 'AWAITING_PIN', 'CONFIRMED'))),
    CONSTRAINT link_attempt_lock_check CHECK ((locked_until IS NOT NULL) = (state = 'LOCKED')),
    CONSTRAINT link_attempt_refusal_check CHECK ((refusal IS NOT NULL) = (state = 'REFUSED'))
);

CREATE UNIQUE INDEX link_attempt_open_identity_key ON link_attempt (identity_index) WHERE ended_at IS NULL;
CREATE INDEX link_attempt_identity_idx ON link_attempt (identity_index);
CREATE INDEX link_attempt_open_idx ON link_attempt (expires_at) WHERE ended_at IS NULL;
CREATE INDEX link_attempt_ended_idx ON link_attempt (ended_at) WHERE ended_at IS NOT NULL;

-- Counts the wrong proofs of an identity, over its attempts.
CREATE TABLE wrong_proof (
    identity_index bytea       NOT NULL,
    counted_since  timestamptz NOT NULL DEFAULT now(),
    proofs         integer     NOT NULL DEFAULT 1,
    CONSTRAINT wrong_proof_pkey PRIMARY KEY (identity_index)
);

CREATE TABLE session (
    id                 uuid        NOT NULL,
    cookie_hash        bytea       NOT NULL,
    state              text        NOT NULL,
    link_attempt_id    uuid,
    link_id            uuid,
    level_of_assurance text        NOT NULL,
    created_at         timestamptz NOT NULL DEFAULT now(),
    idle_expires_at    timestamptz NOT NULL,
    expires_at         timestamptz NOT NULL,
    ended_at           timestamptz,
    end_reason         text,
    CONSTRAINT session_pkey PRIMARY KEY (id),
    CONSTRAINT session_cookie_hash_key UNIQUE (cookie_hash),
    CONSTRAINT session_link_fkey FOREIGN KEY (link_id) REFERENCES identity_link (id),
    CONSTRAINT session_state_check CHECK (
        (state = 'LINKING' AND link_attempt_id IS NOT NULL AND link_id IS NULL)
        OR (state = 'SIGNED_IN' AND link_id IS NOT NULL AND link_attempt_id IS NULL)),
    CONSTRAINT session_end_check CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);

CREATE INDEX session_open_link_idx ON session (link_id) WHERE ended_at IS NULL;
CREATE INDEX session_open_attempt_idx ON session (link_attempt_id) WHERE ended_at IS NULL;
CREATE INDEX session_open_idx ON session (LEAST(idle_expires_at, expires_at)) WHERE ended_at IS NULL;
CREATE INDEX session_ended_idx ON session (ended_at) WHERE ended_at IS NOT NULL;

CREATE VIEW live_session AS
SELECT id, cookie_hash, state, link_attempt_id, link_id, level_of_assurance, created_at, idle_expires_at, expires_at
FROM session
WHERE ended_at IS NULL AND LEAST(idle_expires_at, expires_at) > now();
