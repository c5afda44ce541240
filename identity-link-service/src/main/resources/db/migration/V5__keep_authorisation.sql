-- SPDX-License-Identifier: EUPL-1.2

-- What an authorisation was limited to (a branch in the trade register) and through whom it ran (a chain authorisation),
-- as the broker told it. Both are of public registers and stay readable. A login that is limited to a branch signs in by
-- a link of that branch only.
ALTER TABLE link_attempt
    ADD COLUMN establishment text,
    ADD COLUMN intermediary_type text,
    ADD COLUMN intermediary_value text,
    ADD CONSTRAINT link_attempt_intermediary_check CHECK ((intermediary_type IS NULL) = (intermediary_value IS NULL));

ALTER TABLE identity_link
    ADD COLUMN establishment text,
    ADD COLUMN intermediary_type text,
    ADD COLUMN intermediary_value text,
    ADD CONSTRAINT identity_link_intermediary_check CHECK ((intermediary_type IS NULL) = (intermediary_value IS NULL));

-- What a broker said when it refused a login, for the page that shows it: free text of others, so it stays out of logs,
-- URLs and the audit trail, and a day at most.
CREATE TABLE login_refusal (
    reference  text        NOT NULL,
    message    text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT login_refusal_pkey PRIMARY KEY (reference),
    CONSTRAINT login_refusal_message_check CHECK (length(message) <= 500)
);

CREATE INDEX login_refusal_created_at_idx ON login_refusal (created_at);
