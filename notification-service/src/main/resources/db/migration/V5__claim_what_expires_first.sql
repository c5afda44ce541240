-- SPDX-License-Identifier: EUPL-1.2

-- 'skipped' comes before 'abandoned': what is worth nothing after its expiry goes before what can wait.
drop index delivery_due;
create index delivery_due on delivery (on_expiry desc, next_attempt_at) where status in ('queued', 'sending');
