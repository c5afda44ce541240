-- SPDX-License-Identifier: EUPL-1.2

-- A PIN belongs to the caller that had it issued: another can neither try it nor end it. What came before this had one caller.
alter table pin add column owner text not null default 'identity-link-service';
alter table pin alter column owner drop default;

-- The same request to issue, sent again: the answer it got, found by a keyed hash of what was asked.
create table pin_request (
    owner         text        not null,
    request_key   text        not null,
    content_index bytea       not null,
    pin_id        uuid        not null,
    new_pin_at    timestamptz not null,
    constraint pin_request_pk primary key (owner, request_key),
    constraint pin_request_pin_fk foreign key (pin_id) references pin (id) on delete cascade
);

create index pin_request_of_pin on pin_request (pin_id);

-- The same try, sent again: it is one try. Of what was typed only a MAC is kept, as of the PIN itself.
alter table pin_try
    add column tries_left      integer not null default 0,
    add column attempt_key     text,
    add column request_mac     bytea,
    add column request_mac_key text,
    add column outcome         text,
    add constraint pin_try_request_is_whole check (
        (attempt_key is null) = (request_mac is null) and (attempt_key is null) = (request_mac_key is null)),
    add constraint pin_try_outcome check (outcome in ('accepted', 'rejected'));
alter table pin_try alter column tries_left drop default;

create unique index pin_try_once on pin_try (pin_id, attempt_key) where attempt_key is not null;

-- For the brake: how many PINs were issued of late, over all subjects.
create index pin_issued on pin (issued_at desc);
drop index pin_by_age;
