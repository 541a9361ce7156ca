-- Two contacts that were one person: the merged one leaves the table contact, and whoever asks for its external id finds the
-- survivor. What is kept here is enough to take it back.
create table contact_merge (
    id          bigint generated always as identity primary key,
    survivor_id bigint      not null,
    merged_id   bigint      not null,
    external_id text collate "C" not null,       -- of the merged one
    contact     jsonb       not null,            -- its row as it was
    survivor    jsonb       not null,            -- the survivor's row as it was
    merged_by   text        not null,
    merged_at   timestamptz not null,
    undone_by   text,
    undone_at   timestamptz
);
create unique index contact_merge_by_external_id on contact_merge (external_id) where undone_at is null;
create index contact_merge_by_survivor on contact_merge (survivor_id) where undone_at is null;

-- The rows that went from the merged contact to the survivor, and the consents that the merge itself recorded.
create table contact_merge_row (
    merge_id bigint not null references contact_merge on delete cascade,
    kind     text   not null check (kind in ('event', 'message', 'decision', 'consent', 'stricter')),
    key      text collate "C" not null,
    primary key (merge_id, kind, key)
);
