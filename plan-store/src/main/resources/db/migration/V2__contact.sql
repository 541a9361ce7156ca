-- Contacts, what they agreed to, what they did, and the imports that bring all three.
--
-- Tables that hold millions of rows carry no foreign key: a contact is erased in place and never deleted, the imports
-- resolve every reference by a join, and a check of each row would halve their rate. Keys and text that is searched by
-- prefix or only compared for equality have the collation "C": byte order, one index for both, the same on every machine.

create table contact (
    id               bigint generated always as identity primary key,
    external_id      text collate "C" not null,
    email            text,
    email_key        text collate "C",           -- the address, normalised and in lower case
    phone            text collate "C",           -- E.164
    first_name       text,
    last_name        text,
    birth_date       date,
    street           text,
    postcode         text,
    city             text,
    country          text,
    language         text,
    zone             text,                       -- as it was given
    known_zone       text,                       -- the zone, where Java and PostgreSQL both know it
    household        text collate "C",
    attributes       jsonb not null default '{}',
    erased_at        timestamptz,
    suppressed_at    timestamptz,
    complained_at    timestamptz,
    paused_until     timestamptz,
    email_bounced_at timestamptz,
    phone_bounced_at timestamptz,
    created_at       timestamptz not null default now(),
    updated_at       timestamptz not null default now(),
    constraint contact_external_id_key unique (external_id)
);
create index contact_email_key_idx on contact (email_key) where email_key is not null;
create index contact_last_name_idx on contact (lower(last_name) collate "C") where last_name is not null;
create index contact_household_idx on contact (household) where household is not null;
create index contact_erased_idx on contact (id) where erased_at is not null;

-- Append-only. The natural key serves the look-up of a contact's current status as well; of equal instants the greatest id counts.
create table consent (
    id         bigint generated always as identity,
    contact_id bigint not null,
    channel    text collate "C" not null check (channel in ('EMAIL', 'SMS', 'PUSH', 'PHONE', 'LETTER', 'WEB')),
    purpose    text collate "C" not null,
    status     text collate "C" not null check (status in ('GRANTED', 'DENIED', 'WITHDRAWN', 'PENDING')),
    basis      text,
    source     text,
    proof      text,
    at         timestamptz not null,
    primary key (contact_id, channel, purpose, at, status)
);

create table event (
    id         text collate "C" primary key,
    contact_id bigint not null,
    type       text collate "C" not null,
    at         timestamptz not null,
    properties jsonb not null default '{}'
);
create index event_contact_idx on event (contact_id, type, at);

-- Events whose contact has not come yet.
create table waiting_event (
    id          text collate "C" primary key,
    external_id text collate "C" not null,
    type        text collate "C" not null,
    at          timestamptz not null,
    properties  jsonb not null default '{}'
);
create index waiting_event_external_id_idx on waiting_event (external_id);

create table import (
    id              bigint generated always as identity primary key,
    kind            text not null check (kind in ('CONTACTS', 'CONSENTS', 'EVENTS')),
    state           text not null check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
    owner           integer not null,            -- the process that holds the file, while there is one
    file_name       text,
    plan            text,
    asked_by        text,
    idempotency_key text,
    bytes           bigint not null,
    bytes_read      bigint not null default 0,
    read            bigint not null default 0,
    accepted        bigint not null default 0,
    refused         bigint not null default 0,
    failure         text,                        -- why it failed, as a word
    failure_detail  text,
    stop_asked_at   timestamptz,
    created_at      timestamptz not null,
    started_at      timestamptz,
    ended_at        timestamptz
);
create unique index import_idempotency_idx on import (kind, idempotency_key) where idempotency_key is not null;
create index import_unfinished_idx on import (owner) where state in ('WAITING', 'RUNNING');

-- The lines that an import refused; the value is personal data and stands nowhere else.
create table import_refusal (
    id        bigint generated always as identity primary key,
    import_id bigint not null references import (id) on delete cascade,
    line      bigint not null,
    field     text,
    value     text,
    reason    text not null
);
create index import_refusal_idx on import_refusal (import_id, line, id);
