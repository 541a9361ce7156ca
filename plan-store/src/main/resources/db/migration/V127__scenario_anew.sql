-- A scenario that ended may go into service anew: enrolments before this number are of the time before. What they queued or
-- offered leaves no more.
alter table live_scenario add column begins_with bigint not null default 0;
