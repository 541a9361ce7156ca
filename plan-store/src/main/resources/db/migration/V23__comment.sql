-- What people say to each other about items of a plan.
create table comment (
    id        bigint      generated always as identity primary key,
    plan      text        not null,
    kind      text        not null,
    programme text        not null,
    key       text        not null,
    who       text        not null,
    at        timestamptz not null,
    text      text        not null
);
create index comment_by_item on comment (plan, kind, programme, key, id);
