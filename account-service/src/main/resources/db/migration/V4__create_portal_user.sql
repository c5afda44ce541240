-- SPDX-License-Identifier: EUPL-1.2
-- One person as this portal knows them. The address is not unique: equal addresses never make two people one.
create table portal_user (
    id            uuid        not null,
    email         bytea       not null,
    email_index   bytea       not null,
    locale        text        not null,
    state         text        not null default 'ACTIVE',
    registered_at timestamptz not null default now(),
    constraint portal_user_pk primary key (id),
    constraint portal_user_state_known check (state in ('ACTIVE', 'BLOCKED'))
);

create index portal_user_email_idx on portal_user (email_index);

-- exclusive_proof_id repeats the proof where one identity per credential is the policy (always for a code):
-- its unique constraint, not a look-up, decides between two people with the same proof.
create table membership (
    id                 uuid        not null,
    portal_user_id     uuid        not null,
    institution_code   text        not null,
    proof_kind         text        not null,
    proof_id           uuid        not null,
    exclusive_proof_id uuid,
    link_attempt_id    uuid        not null,
    kvk_match          text        not null,
    added_at           timestamptz not null default now(),
    constraint membership_pk primary key (id),
    constraint membership_once_per_institution unique (portal_user_id, institution_code),
    constraint membership_one_identity_per_proof unique (exclusive_proof_id),
    constraint membership_one_per_link_attempt unique (link_attempt_id),
    constraint membership_portal_user_fk foreign key (portal_user_id) references portal_user (id),
    constraint membership_institution_fk foreign key (institution_code) references institution (code),
    constraint membership_proof_kind_known check (proof_kind in ('ACCOUNT', 'ACTIVATION_CODE')),
    constraint membership_code_is_exclusive check (proof_kind = 'ACCOUNT' or exclusive_proof_id is not null),
    constraint membership_exclusive_is_the_proof check (exclusive_proof_id = proof_id),
    constraint membership_kvk_match_known check (kvk_match in ('FITS', 'UNKNOWN'))
);

create index membership_proof_idx on membership (proof_id);

alter table activation_code
    add constraint activation_code_redeemed_by_fk foreign key (redeemed_by) references portal_user (id);
