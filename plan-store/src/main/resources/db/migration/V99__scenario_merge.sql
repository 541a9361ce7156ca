-- Merges also move the enrolments of contacts in scenarios, and stop those that would be inside twice.
alter table contact_merge_row drop constraint contact_merge_row_kind_check;
alter table contact_merge_row add constraint contact_merge_row_kind_check
    check (kind in ('event', 'message', 'decision', 'consent', 'stricter', 'preference', 'enrolment', 'stopped'));
