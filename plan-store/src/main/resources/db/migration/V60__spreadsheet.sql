create table spreadsheet (
  id        bigint generated always as identity primary key,
  plan      text        not null,
  sender    text        not null,
  file_name text        not null,
  content   bytea       not null,
  mapping   jsonb       not null,
  result    jsonb,
  sent_at   timestamptz not null
);

create index spreadsheet_sent on spreadsheet (sent_at);
