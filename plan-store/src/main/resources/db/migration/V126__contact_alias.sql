-- Whom the external ids of merged contacts lead to now, looked up from those asked for: a view would work out all merges
-- for each question. A survivor that was merged itself leads to its own.
create unique index contact_merge_by_merged on contact_merge (merged_id) where undone_at is null;

drop view contact_alias;
create function contact_alias(asked text[])
    returns table (external_id text, contact_id bigint, survivor text)
    language sql stable rows 1 as $$
with recursive chain as (
    select m.external_id, m.survivor_id from contact_merge m
    where m.external_id = any (asked) and m.undone_at is null
    union all
    select chain.external_id, m.survivor_id
    from chain join contact_merge m on m.merged_id = chain.survivor_id and m.undone_at is null
)
select chain.external_id, c.id, c.external_id
from chain join contact c on c.id = chain.survivor_id
$$;
