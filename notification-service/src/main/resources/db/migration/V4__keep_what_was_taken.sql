-- SPDX-License-Identifier: EUPL-1.2

-- The mail server took this mail, and that it is sent could not be written down for a reason that is no outage. It stays
-- `sending`, is claimed by nobody, and is written down as soon as that works.
alter table delivery
    add column taken_at timestamptz,
    add constraint delivery_taken_is_of_sending check (taken_at is null or status = 'sending');

create index delivery_taken on delivery (taken_at) where taken_at is not null;
