-- SPDX-License-Identifier: EUPL-1.2
-- The file stays with its job, encrypted, until the job is over: a job survives the process that ran it.
create table import_job (
    id            uuid        not null,
    kind          text        not null,
    state         text        not null default 'QUEUED',
    content       bytea,
    requested_by  text        not null,
    requested_at  timestamptz not null default now(),
    claim         uuid,
    claimed_until timestamptz,
    attempts      integer     not null default 0,
    finished_at   timestamptz,
    rows          integer     not null default 0,
    added         integer     not null default 0,
    changed       integer     not null default 0,
    unchanged     integer     not null default 0,
    errors        jsonb       not null default '[]',
    constraint import_job_pk primary key (id),
    constraint import_job_kind_known check (kind in ('BOARDS', 'INSTITUTIONS', 'ACCOUNTS')),
    constraint import_job_state_known check (state in ('QUEUED', 'RUNNING', 'DONE', 'REFUSED')),
    constraint import_job_content_while_needed check ((content is null) = (state in ('DONE', 'REFUSED')))
);

create index import_job_open_idx on import_job (requested_at) where state in ('QUEUED', 'RUNNING');
