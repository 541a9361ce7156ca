-- What pages list: who stands where, who is deferred, who left and how, who was turned away and why.
create index enrolment_there on enrolment (scenario_id, edition_id, step, id) where state = 'RUNNING';
create index enrolment_deferred on enrolment (scenario_id, id) where state = 'RUNNING' and waits_for = 'DEFERRED';
create index enrolment_ended on enrolment (scenario_id, state, id) where state in ('DONE', 'EXITED', 'STOPPED');
create index enrolment_refused on enrolment (scenario_id, reason, id) where state = 'REFUSED';
