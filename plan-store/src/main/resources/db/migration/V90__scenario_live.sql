-- Scenarios that live: what they were when contacts entered them, who is in them, and what is to happen when.
-- A scenario is named by its keys, not by a foreign key: who went through it outlives the plan.

create table live_scenario (
    id             bigint generated always as identity primary key,
    plan           text        not null,
    programme      text        not null,
    key            text        not null,
    state          text        not null check (state in ('LIVE', 'PAUSED', 'ENDED')),
    edition_id     bigint,                                -- what contacts enter by
    since          timestamptz not null,                  -- what would have fired it before does not
    paused_at      timestamptz,
    resumed_at     timestamptz,                           -- when a pause last ended
    spread_seconds integer     not null default 0,        -- over how long those who were due meanwhile go on after it
    armed_up_to    bigint,                                -- contacts up to this id have their appointments; null: all have
    unique (plan, programme, key)
);

-- A scenario as it was approved. Whoever entered by one goes on by it, unless moved.
create table scenario_edition (
    id          bigint generated always as identity primary key,
    scenario_id bigint      not null references live_scenario,
    number      integer     not null,
    scenario    jsonb       not null,                     -- as the plan document has it
    made_at     timestamptz not null,
    unique (scenario_id, number)
);
alter table live_scenario add foreign key (edition_id) references scenario_edition;

-- What has to be looked at because it came in: an event, or a change of a contact or its consents. A row leaves in the transaction
-- that answers it.
create table arrival (
    id          bigint generated always as identity primary key,
    contact_id  bigint      not null,
    event_id    text collate "C",                         -- null: the contact itself, its consents or messages changed
    type        text collate "C",
    at          timestamptz not null,                     -- when it happened
    received_at timestamptz not null,
    attempts    integer     not null default 0,
    retry_at    timestamptz,
    error       text                                      -- why it cannot be answered; it waits for somebody to retry it
);
create index arrival_waiting on arrival (id) where error is null;
create index arrival_failed on arrival (id) where error is not null;

-- When a scenario is to fire for a contact, or its entry condition can next change by time alone. Replaced as a whole, contact by
-- contact, whenever something comes in that matters to it.
create table appointment (
    scenario_id bigint not null,
    contact_id  bigint not null,
    fired_by    text collate "C" not null,                -- the firing's own name; 'look': an entry condition is asked again
    due         timestamptz not null,
    primary key (scenario_id, contact_id, fired_by)
);
create index appointment_due on appointment (scenario_id, due);

-- Whether a contact matched the segment or stage of an entry trigger at the evaluation before.
create table membership (
    scenario_id bigint  not null,
    contact_id  bigint  not null,
    inside      boolean not null,
    primary key (scenario_id, contact_id)
);

-- One firing of a scenario for a contact, and how it went on. One that was turned away stays too, so that it never fires again.
create table enrolment (
    id          bigint generated always as identity primary key,
    scenario_id bigint      not null,
    edition_id  bigint      not null,
    contact_id  bigint      not null,
    fired_by    text collate "C" not null,                -- event:<id>, date:<year>, entry:<instant>, weather:<day>, call:<id>
    fired_at    timestamptz not null,                     -- the trigger's own instant
    entered_at  timestamptz not null,                     -- when it was taken in
    state       text        not null default 'RUNNING'
                check (state in ('RUNNING', 'DONE', 'EXITED', 'STOPPED', 'FAILED', 'REFUSED')),
    reason      text,                                     -- why it was refused, or failed
    step        text        not null default '0',         -- path of the step it stands before, such as 3.then.0
    due         timestamptz not null,                     -- when that step is due by its own clock
    act_at      timestamptz not null,                     -- when it is looked at next
    waits_for   text,                                     -- DEFERRED, OUTCOME, or null for the step's own instant
    ended_at    timestamptz,
    unique (scenario_id, contact_id, fired_by)
);
create index enrolment_due on enrolment (scenario_id, act_at) where state = 'RUNNING';
create index enrolment_of_contact on enrolment (contact_id, id desc);
create index enrolment_failed on enrolment (scenario_id, id) where state = 'FAILED';

-- The steps that contacts went through, in their order.
create table enrolment_step (
    enrolment_id bigint      not null,
    step         text        not null,
    at           timestamptz not null,
    what         text        not null,                    -- SENT, DEFERRED, SUPPRESSED, CONTROL, WAITED, BRANCH, SPLIT, OUTCOME, END, EXIT
    way          text,                                    -- then, else, or the number of a split's way
    primary key (enrolment_id, step, at, what)
);

-- What was decided of a step's message; one that was deferred is decided again.
create table step_decision (
    enrolment_id bigint      not null,
    step         text        not null,
    at           timestamptz not null,
    scenario_id  bigint      not null,
    contact_id   bigint      not null,
    due          timestamptz not null,
    outcome      text        not null check (outcome in ('SEND', 'DEFER', 'SUPPRESS', 'CONTROL')),
    line         text        not null,
    channel      text,
    until        timestamptz,
    reasons      jsonb       not null default '[]',
    primary key (enrolment_id, step, at)
);
create index step_decision_of_contact on step_decision (contact_id, at desc);
create index step_decision_of_line on step_decision (scenario_id, line, at desc);

-- Counted in the transactions that move the enrolments, by local day of the plan. Lines: entered, refused:<reason>, reached and
-- passed (of a step; who is there is the difference), queued, sent, deferred ... as in the funnel of a run, done, exited, stopped, failed.
create table scenario_tally (
    scenario_id bigint not null,
    edition_id  bigint not null,
    day         date   not null,
    step        text   not null default '',
    line        text   not null,
    n           bigint not null,
    primary key (scenario_id, day, edition_id, step, line)
);

alter table message add column enrolment_id bigint;
alter table message add column step text;
create unique index message_once_a_step on message (enrolment_id, step) where enrolment_id is not null;
alter table outbox add column scenario_id bigint;
create index outbox_of_scenarios on outbox (scenario_id, due, message_id) where owner is null and scenario_id is not null;
