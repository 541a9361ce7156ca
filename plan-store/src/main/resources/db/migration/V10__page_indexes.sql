-- What keeps lists quick where many share a name or a fate.

-- A name that thousands share is read on by external id, and its first names are compared without their rows.
drop index contact_last_name_idx;
create index contact_last_name_idx on contact (lower(last_name) collate "C", external_id, lower(first_name) collate "C") where last_name is not null;

-- The few messages of a run that did not simply leave, without reading all that did.
create index message_of_status on message (run_id, status, contact_id) where run_id is not null and status <> 'SENT';
