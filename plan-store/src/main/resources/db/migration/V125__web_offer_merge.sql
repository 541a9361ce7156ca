-- Merges also move what contacts wait for in scenarios, and what they are offered on the web. Where both were offered the very same, the merged one's is kept
-- beside the survivor's: it may still be reported shown, and is offered to nobody.
alter table web_offer add column doubled boolean not null default false;
drop index web_offer_once_an_occurrence;
create unique index web_offer_once_an_occurrence on web_offer (contact_id, plan, source, due)
    where enrolment_id is null and not doubled;

alter table contact_merge_row drop constraint contact_merge_row_kind_check;
alter table contact_merge_row add constraint contact_merge_row_kind_check
    check (kind in ('event', 'message', 'decision', 'consent', 'stricter', 'preference', 'enrolment', 'stopped',
                    'inside', 'appointment', 'offer', 'doubled'));
