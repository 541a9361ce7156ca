-- The filters of the calendar that users keep under a name.
create table calendar_view (
    id       bigint generated always as identity primary key,
    username text        not null,
    name     text        not null,
    query    text        not null,          -- the part of its address behind the question mark
    kept_at  timestamptz not null,
    unique (username, name)
);
