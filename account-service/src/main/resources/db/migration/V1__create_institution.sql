-- SPDX-License-Identifier: EUPL-1.2
-- A board or a school. A location (six characters) is part of a school and no institution of its own.
create table institution (
    code          text        not null,
    kind          text        not null,
    name          text        not null,
    board_number  text,
    kvk_number    text,
    registered_at timestamptz not null default now(),
    changed_at    timestamptz not null default now(),
    closed_at     timestamptz,
    constraint institution_pk primary key (code),
    constraint institution_board_fk foreign key (board_number) references institution (code),
    constraint institution_code_fits_kind check (
        (kind = 'BOARD' and code ~ '^[0-9]{5}$' and board_number is null)
        or (kind = 'SCHOOL' and code ~ '^[0-9]{2}[A-Z]{2}$' and kvk_number is null)),
    constraint institution_kvk_number_form check (kvk_number ~ '^[0-9]{8}$')
);

create index institution_board_idx on institution (board_number);

create table institution_location (
    code             text not null,
    institution_code text not null,
    name             text not null,
    constraint institution_location_pk primary key (code),
    constraint institution_location_institution_fk foreign key (institution_code) references institution (code),
    constraint institution_location_code_form check (
        code ~ '^[0-9]{2}[A-Z]{2}[0-9]{2}$' and left(code, 4) = institution_code)
);

create index institution_location_institution_idx on institution_location (institution_code);

-- Name and address are ciphertext; the indexes are keyed hashes, for look-up and comparison.
-- proved_at stays empty for an imported address: it never receives a secret before somebody proved it.
create table authorised_representative (
    institution_code text        not null,
    name             bytea       not null,
    name_index       bytea       not null,
    email            bytea       not null,
    email_index      bytea       not null,
    proved_at        timestamptz,
    registered_at    timestamptz not null default now(),
    changed_at       timestamptz not null default now(),
    constraint authorised_representative_pk primary key (institution_code),
    constraint authorised_representative_institution_fk foreign key (institution_code) references institution (code)
);

create index authorised_representative_email_idx on authorised_representative (email_index);
