-- Every change of an item of a plan. It names keys, since it outlives what it tells of; the programme is that of a scenario, else empty.
create table change (
    id        bigint      generated always as identity primary key,
    plan      text        not null,
    kind      text        not null,
    programme text        not null,
    key       text        not null,   -- empty for the order of all items of the kind
    what      text        not null,
    who       text        not null,
    at        timestamptz not null,
    before    jsonb,
    after     jsonb,
    position  integer
);
create index change_by_item on change (plan, kind, programme, key, id desc);

-- At most one version of an item is prepared beside the one that holds.
create table preparation (
    plan      text        not null,
    kind      text        not null,
    programme text        not null,
    key       text        not null,
    tree      jsonb       not null,
    status    text        not null,
    who       text        not null,
    at        timestamptz not null,
    reason    text,
    primary key (plan, kind, programme, key)
);
