-- SPDX-License-Identifier: EUPL-1.2

-- No address and no digits: an HMAC of each, under keys that are not in this database.
create table pin (
    id            uuid        not null,
    purpose       text        not null,
    limit_subject text        not null,
    mailbox_index bytea       not null,
    binding       bytea       not null,
    mac           bytea       not null,
    mac_key       text        not null,
    max_tries     integer     not null,
    tries         integer     not null default 0,
    issued_at     timestamptz not null default now(),
    expires_at    timestamptz not null,
    ended_at      timestamptz,
    ended_because text,
    constraint pin_pk primary key (id),
    constraint pin_binding_length check (length(binding) = 32),
    constraint pin_mac_length check (length(mac) = 32),
    constraint pin_tries_bounded check (max_tries between 1 and 5 and tries between 0 and max_tries),
    constraint pin_lives_ten_minutes check (expires_at <= issued_at + interval '10 minutes'),
    constraint pin_ended_because check (ended_because in ('accepted', 'locked', 'replaced', 'withdrawn')),
    constraint pin_end_is_whole check ((ended_at is null) = (ended_because is null))
);

create unique index pin_one_open on pin (purpose, limit_subject, binding) where ended_at is null;
create index pin_by_subject on pin (limit_subject, issued_at desc);
create index pin_by_mailbox on pin (mailbox_index, issued_at desc);
create index pin_by_age on pin (issued_at);

-- A try counts as wrong until it is proved right, so that a crash in between never gives one back.
create table pin_try (
    id            bigint      not null generated always as identity,
    pin_id        uuid        not null,
    limit_subject text        not null,
    tried_at      timestamptz not null default now(),
    wrong         boolean     not null default true,
    constraint pin_try_pk primary key (id),
    constraint pin_try_pin_fk foreign key (pin_id) references pin (id) on delete cascade
);

create index pin_try_by_pin on pin_try (pin_id);
create index pin_try_by_subject on pin_try (limit_subject, tried_at desc);
create index pin_try_wrong on pin_try (tried_at) where wrong;
