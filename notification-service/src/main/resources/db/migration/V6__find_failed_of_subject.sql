-- SPDX-License-Identifier: EUPL-1.2

-- What failed is looked for as well when its fact is taken back: an officer must not have it sent again.
drop index delivery_of_subject;
create index delivery_of_subject on delivery (subject_id) where status in ('queued', 'sending', 'failed');
