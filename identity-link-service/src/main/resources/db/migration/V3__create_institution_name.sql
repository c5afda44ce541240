-- SPDX-License-Identifier: EUPL-1.2

-- What account-service calls its institutions, as far as it has told. A name that was told later stays, in whatever
-- order the events come.
CREATE TABLE institution_name (
    institution_code text        NOT NULL,
    name             text        NOT NULL,
    told_at          timestamptz NOT NULL,
    CONSTRAINT institution_name_pkey PRIMARY KEY (institution_code)
);
