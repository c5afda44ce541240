-- SPDX-License-Identifier: EUPL-1.2
create table authentication_request (
    id               text        not null,
    relay_state_hash bytea       not null,
    binding_hash     bytea       not null,
    return_to        text        not null,
    created_at       timestamptz not null default now(),
    expires_at       timestamptz not null,
    taken_at         timestamptz,
    constraint authentication_request_pk primary key (id),
    constraint authentication_request_relay_state_uq unique (relay_state_hash),
    constraint authentication_request_lifetime_ck check (expires_at <= created_at + interval '10 minutes')
);

create index authentication_request_created_at_ix on authentication_request (created_at);

-- The hash of every artifact, response and assertion that was ever accepted for reading: each is used once.
create table replay_ledger (
    kind       text        not null,
    id_hash    bytea       not null,
    seen_at    timestamptz not null default now(),
    expires_at timestamptz not null,
    constraint replay_ledger_pk primary key (kind, id_hash),
    constraint replay_ledger_kind_ck check (kind in ('artifact', 'response', 'assertion'))
);

create index replay_ledger_expires_at_ix on replay_ledger (expires_at);
