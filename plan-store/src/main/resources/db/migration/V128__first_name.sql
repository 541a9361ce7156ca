-- A contact is found by the start of its first name too.
create index contact_first_name_idx on contact (lower(first_name) collate "C", external_id) where first_name is not null;
