create table feed (
  id           bigint generated always as identity primary key,
  plan         text        not null,
  name         text        not null,
  filter       text        not null,
  language     text        not null,
  hash         bytea       not null unique check (octet_length(hash) = 32),
  made_by      text        not null,
  made_at      timestamptz not null,
  last_read_at timestamptz,
  revoked_at   timestamptz
);

create index feed_plan on feed (plan);
