-- SPDX-License-Identifier: EUPL-1.2

-- A lease that has run out may be that of a process that lives and could not reach us: it is called out first, so that its
-- holder can say so or write down what became of the mail, and the delivery is free only when nobody answers.
alter table delivery
    add column called_out boolean not null default false,
    add constraint delivery_called_out_is_of_sending check (status = 'sending' or not called_out);
