-- A pass over all contacts that decides several runs together, in segments that hold whole households. A segment is done in
-- the transaction that keeps what was decided in it, so that a pass that broke off goes on where it was.

create table pass (
    id         bigint generated always as identity primary key,
    plan       text        not null,
    decides_at timestamptz not null                             -- the decision instant of all its contacts
);

create table pass_segment (
    pass_id        bigint  not null references pass on delete cascade,
    number         integer not null,
    from_household text collate "C",                            -- of contacts that share a household; null: no bound
    to_household   text collate "C",
    from_id        bigint,                                      -- of contacts without one
    to_id          bigint,
    decided        boolean not null default false,
    primary key (pass_id, number)
);
