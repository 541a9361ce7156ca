-- What a contact that was merged into another had wished stays where it is, so that the end of the merge brings it back;
-- the survivor heeds it where it had no wish of its own.

alter table contact_preference drop constraint contact_preference_contact_id_fkey;
alter table contact_merge_row drop constraint contact_merge_row_kind_check;
alter table contact_merge_row add constraint contact_merge_row_kind_check
    check (kind in ('event', 'message', 'decision', 'consent', 'stricter', 'preference'));
