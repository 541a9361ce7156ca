-- What was decided before of those who were deferred and then decided again; their decision is the latest one.

create table earlier_decision (
    run_id     bigint      not null references run on delete cascade,
    contact_id bigint      not null,
    at         timestamptz not null,
    outcome    text        not null,
    line       text        not null,
    channel    text,
    until      timestamptz,
    reasons    jsonb       not null default '[]',
    primary key (run_id, contact_id, at)
);
create index earlier_decision_of_contact on earlier_decision (contact_id, at desc, run_id desc);

-- All decisions, the latest of each contact in a run and those before it.
create view any_decision as
select run_id, contact_id, at, outcome, line, channel, until, reasons, true as latest from decision
union all
select run_id, contact_id, at, outcome, line, channel, until, reasons, false from earlier_decision;

-- The day of which a message took a place of its channel's capacity; given back when it fails or is cancelled.
alter table message add column capacity_day date;
