-- The contacts of a line of a funnel that holds few of them, without reading all the others. The lines of those who are
-- written to hold most of the run; its primary key serves them.

create index decision_of_line on decision (run_id, line, contact_id) where line <> 'queued';
create index message_of_line on message (run_id, status, contact_id) where status in ('UNCERTAIN', 'FAILED', 'CANCELLED');
