-- Whom the external id of a merged contact leads to now; a survivor that was merged itself leads to its own.
create view contact_alias as
with recursive chain as (
    select external_id, survivor_id from contact_merge where undone_at is null
    union all
    select chain.external_id, m.survivor_id
    from chain join contact_merge m on m.merged_id = chain.survivor_id and m.undone_at is null
)
select chain.external_id, c.id as contact_id, c.external_id as survivor
from chain join contact c on c.id = chain.survivor_id;

-- Events that came in, by hour: fresh, repeated, waiting (for an unknown contact), refused. Each process adds up what it took
-- every few seconds, so that no two calls wait for one row.
create table event_tally (
    hour   timestamptz not null,
    source text        not null,                          -- API, KAFKA
    line   text        not null,
    n      bigint      not null,
    primary key (hour, source, line)
);
