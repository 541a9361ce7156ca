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
