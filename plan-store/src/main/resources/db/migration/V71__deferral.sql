-- Those who were deferred wait on their decision's line. Few decisions of a contact or run wait at once.

create index decision_deferred_of_contact on decision (contact_id) where line = 'deferred';
create index decision_deferred_of_run on decision (run_id, until, contact_id) where line = 'deferred';
