-- The audience of a run, evaluated once when it starts and read on after a crash: a thousand contacts a row, in the
-- order of external ids.

create table audience_chunk (
    run_id           bigint           not null,
    number           integer          not null,
    last_external_id text collate "C" not null,
    contacts         bigint[]         not null,
    external_ids     text[]           not null,
    primary key (run_id, last_external_id)
);

-- How many contacts a campaign or segment means, as last computed, and the queue of those to compute.
create table audience_count (
    plan        text             not null,
    subject     text             not null,           -- campaign:<key> or segment:<key>
    state       text             not null check (state in ('WAITING', 'DONE', 'FAILED')),
    condition   text             not null,           -- a hash of what is counted
    contacts    bigint,
    with_email  bigint,
    with_phone  bigint,
    asked_at    timestamptz      not null,
    computed_at timestamptz,
    primary key (plan, subject)
);
create index audience_count_waiting on audience_count (asked_at) where state = 'WAITING';
