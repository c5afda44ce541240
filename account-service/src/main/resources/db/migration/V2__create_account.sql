-- SPDX-License-Identifier: EUPL-1.2
-- The old credential of one institution. It proves ownership once and never signs anyone in.
create table account (
    id               uuid        not null,
    institution_code text        not null,
    username         text        not null,
    password_hash    text        not null,
    state            text        not null default 'ACTIVE',
    registered_at    timestamptz not null default now(),
    changed_at       timestamptz not null default now(),
    constraint account_pk primary key (id),
    constraint account_institution_unique unique (institution_code),
    constraint account_institution_fk foreign key (institution_code) references institution (code),
    constraint account_state_known check (state in ('ACTIVE', 'BLOCKED'))
);

create unique index account_username_unique on account (lower(username));

-- Failed checks per account and per organisation that tried: a stranger locks out his own organisation, nobody else's.
create table account_failed_check (
    account_id     uuid        not null,
    claimant       text        not null,
    failures       integer     not null,
    window_ends_at timestamptz not null,
    constraint account_failed_check_pk primary key (account_id, claimant),
    constraint account_failed_check_account_fk foreign key (account_id) references account (id) on delete cascade
);
