-- SPDX-License-Identifier: EUPL-1.2

-- One row a mail. No body: what only the reader may see stays sealed until the mail has left, then it is gone.
create table delivery (
    id              uuid        not null,
    source_event_id text        not null,
    subject_id      text        not null,
    template        text        not null,
    role            text        not null,
    locale          text        not null,
    recipient       bytea       not null,
    recipient_index bytea       not null,
    facts           jsonb       not null,
    sealed_content  text,
    happened_at     timestamptz not null,
    expires_at      timestamptz not null,
    status          text        not null default 'queued',
    reason          text,
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null default now(),
    lease_until     timestamptz,
    created_at      timestamptz not null default now(),
    ended_at        timestamptz,
    constraint delivery_pk primary key (id),
    constraint delivery_once unique (source_event_id, template, recipient_index),
    constraint delivery_status check (status in ('queued', 'sent', 'failed', 'skipped')),
    constraint delivery_end_is_whole check ((status = 'queued') = (ended_at is null)),
    constraint delivery_keeps_no_secret check (status = 'queued' or sealed_content is null)
);

create index delivery_due on delivery (next_attempt_at) where status = 'queued';
create index delivery_of_subject on delivery (subject_id) where status = 'queued';
create index delivery_by_age on delivery (created_at);
