-- SPDX-License-Identifier: EUPL-1.2

-- A claim is a state of its own; and what was never sent was either of no use any more, or given up.
alter table delivery
    drop constraint delivery_status,
    drop constraint delivery_end_is_whole,
    drop constraint delivery_keeps_no_secret,
    add column on_expiry text not null default 'abandoned';
update delivery set on_expiry = 'skipped' where template = 'pin';
update delivery set lease_until = null where status <> 'queued';
update delivery set status = 'sending' where status = 'queued' and lease_until is not null;
alter table delivery
    alter column on_expiry drop default,
    add constraint delivery_status check (
        status in ('queued', 'sending', 'sent', 'failed', 'skipped', 'abandoned')),
    add constraint delivery_on_expiry check (on_expiry in ('skipped', 'abandoned')),
    add constraint delivery_end_is_whole check ((status in ('queued', 'sending')) = (ended_at is null)),
    add constraint delivery_lease_is_of_sending check ((status = 'sending') = (lease_until is not null)),
    -- What may be sent again keeps its content, sealed as it came, for a while.
    add constraint delivery_keeps_no_secret check (status not in ('sent', 'skipped') or sealed_content is null);

drop index delivery_due;
drop index delivery_of_subject;
create index delivery_due on delivery (next_attempt_at) where status in ('queued', 'sending');
create index delivery_of_subject on delivery (subject_id) where status in ('queued', 'sending');
create index delivery_to_wipe on delivery (ended_at) where status in ('failed', 'abandoned') and sealed_content is not null;
create index delivery_by_status on delivery (status, created_at desc, id desc);
create index delivery_newest on delivery (created_at desc, id desc);
drop index delivery_by_age;

-- An attempt without an outcome is one whose process died.
create table delivery_attempt (
    delivery_id uuid        not null,
    number      integer     not null,
    started_at  timestamptz not null default now(),
    ended_at    timestamptz,
    outcome     text,
    reason      text,
    constraint delivery_attempt_pk primary key (delivery_id, number),
    constraint delivery_attempt_delivery_fk foreign key (delivery_id) references delivery (id) on delete cascade,
    constraint delivery_attempt_outcome check (outcome in ('sent', 'failed', 'skipped', 'abandoned', 'deferred')),
    constraint delivery_attempt_end_is_whole check ((ended_at is null) = (outcome is null))
);
