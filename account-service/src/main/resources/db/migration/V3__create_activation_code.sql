-- SPDX-License-Identifier: EUPL-1.2
-- Only a keyed hash of the code is kept; the key lives outside the database.
create table activation_code (
    id                    uuid        not null,
    institution_code      text        not null,
    key_id                text        not null,
    mac                   bytea       not null,
    issued_by             text        not null,
    issued_at             timestamptz not null default now(),
    expires_at            timestamptz not null,
    withdrawn_at          timestamptz,
    redeemed_at           timestamptz,
    redeemed_by           uuid,
    redeemed_link_attempt uuid,
    constraint activation_code_pk primary key (id),
    constraint activation_code_mac_unique unique (mac),
    constraint activation_code_institution_fk foreign key (institution_code) references institution (code),
    constraint activation_code_redeemed_whole check (
        (redeemed_at is null) = (redeemed_by is null) and (redeemed_at is null) = (redeemed_link_attempt is null)),
    constraint activation_code_ends_once check (withdrawn_at is null or redeemed_at is null)
);

create unique index activation_code_one_open_per_institution
    on activation_code (institution_code) where withdrawn_at is null and redeemed_at is null;
