create table users (
  id              bigint generated always as identity primary key,
  name            text        not null unique check (name ~ '^[a-z][a-z0-9._-]{1,39}$'),
  full_name       text        not null,
  role            text        not null check (role in ('MARKETER', 'CRM_MANAGER', 'ADMIN')),
  password        text        not null,
  language        text        check (language in ('FR', 'EN')),
  enabled         boolean     not null default true,
  version         integer     not null default 0,
  created_at      timestamptz not null,
  last_sign_in_at timestamptz
);

create table api_key (
  id           bigint generated always as identity primary key,
  name         text        not null,
  hint         text        not null,
  hash         bytea       not null unique check (octet_length(hash) = 32),
  scopes       text[]      not null,
  made_by      text        not null,
  made_at      timestamptz not null,
  last_used_at timestamptz,
  revoked_at   timestamptz
);

create table audit (
  id      bigint generated always as identity primary key,
  at      timestamptz not null,
  who     text        not null,
  what    text        not null,
  subject text        not null
);

create index audit_at on audit (at);
