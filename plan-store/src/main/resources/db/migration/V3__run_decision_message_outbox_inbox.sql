-- Runs of campaigns, what was decided in them, and what leaves the house because of it.
-- A campaign is named by its keys, not by a foreign key: what was sent outlives the plan that asked for it.

create table run (
    id                 bigint generated always as identity primary key,
    plan               text        not null,
    campaign           text        not null,
    fired_for          timestamptz not null,
    fired_by           text,                                   -- a user or an API key; null: the calendar
    asked_key          text,                                   -- the Idempotency-Key of the call that fired it
    state              text        not null default 'running'
                       check (state in ('running', 'paused', 'done', 'failed')),
    reason             text,                                   -- why it is paused or failed: a word of RunReason
    detail             text,                                   -- what the channel or the database said, without personal data
    acted_by           text,                                   -- who paused, resumed or stopped it last
    decides_at         timestamptz not null,                   -- the decision instant of its contacts
    gathered_at        timestamptz,                            -- when its audience was gathered
    cursor_external_id text collate "C" not null default '',   -- every contact up to it is decided
    decided_at         timestamptz,                            -- when the last contact was decided
    failures_in_a_row  integer     not null default 0,         -- batches of which the channel took nothing
    retry_at           timestamptz,                            -- nothing is handed over before
    started_at         timestamptz not null,
    progressed_at      timestamptz not null,
    ended_at           timestamptz,
    unique (plan, campaign, fired_for),
    unique (plan, campaign, asked_key)
);
create index run_by_campaign on run (plan, campaign, id desc);
create index run_unfinished on run (id) where state in ('running', 'paused');

-- The funnel, kept in the transactions that move the contacts: targeted, blocked, noAddress, noConsent, duplicate,
-- control, expired, quiet, pressure:<rule>, capacity, deferred, queued, sent, uncertain, failed, cancelled,
-- noLongerTargeted.
create table run_tally (
    run_id bigint not null references run on delete cascade,
    line   text   not null,
    n      bigint not null,
    primary key (run_id, line)
);

-- The first holder of each address in a run, among the contacts that passed gates 1 to 4 (gate 5).
create table run_claim (
    run_id      bigint not null references run on delete cascade,
    address     text   not null,                               -- channel and normalised address
    external_id text   not null,
    primary key (run_id, address)
);

create table decision (
    run_id     bigint      not null references run on delete cascade,
    contact_id bigint      not null,
    at         timestamptz not null,
    outcome    text        not null check (outcome in ('SEND', 'DEFER', 'SUPPRESS', 'CONTROL')),
    line       text        not null,                           -- the line of the funnel it was first counted in
    channel    text,
    until      timestamptz,
    reasons    jsonb       not null default '[]',              -- every gate that failed, the first naming the outcome
    primary key (run_id, contact_id)
);
create index decision_of_contact on decision (contact_id, at desc, run_id desc);

-- The contact's memory: every message, with what it was when it was sent. It holds its place in the caps from the
-- moment it is queued until it is known to have failed.
create table message (
    id              bigint generated always as identity primary key,
    contact_id      bigint      not null,
    run_id          bigint,
    plan            text        not null,
    source          text        not null,                      -- campaign:<key>, or scenario:<key>
    occurrence      text,                                      -- local time in the plan's zone
    channel         text        not null,
    type            text        not null,
    purpose         text,
    programme       text,
    tags            text[]      not null default '{}',
    offer           text,
    template        text,
    status          text        not null default 'QUEUED'
                    check (status in ('QUEUED', 'SENT', 'UNCERTAIN', 'FAILED', 'CANCELLED')),
    reason          text,                                      -- why it failed
    at              timestamptz not null,                      -- the instant it was placed at; caps count by it
    sent_at         timestamptz,                               -- when its channel took it
    delivered_at    timestamptz,
    opened_at       timestamptz,
    clicked_at      timestamptz,
    bounced_at      timestamptz,
    complained_at   timestamptz,
    unsubscribed_at timestamptz
);
create index message_of_contact on message (contact_id, at);
create unique index message_once_a_run on message (run_id, contact_id) where run_id is not null;

-- What waits to be handed to a channel. A row leaves when its outcome is known.
create table outbox (
    message_id bigint primary key references message on delete cascade,
    run_id     bigint,
    due        timestamptz not null,                           -- not before
    expires_at timestamptz not null,
    attempts   integer     not null default 0,
    owner      text,                                           -- the node that hands it over just now
    gateway    text,                                           -- and to which gateway
    handed_at  timestamptz
);
create index outbox_waiting on outbox (run_id, due, message_id) where owner is null;
create index outbox_handed on outbox (owner) where owner is not null;

-- How many messages a channel carries on a local day of a plan (gate 10).
create table channel_day (
    plan    text    not null,
    channel text    not null,
    day     date    not null,
    n       integer not null,
    primary key (plan, channel, day)
);

-- The processes that may own outbox entries, and when each was last seen alive.
create table node (
    id      text primary key,
    seen_at timestamptz not null
);

-- The product's own inbox: where messages go while no server is configured for their channel.
create table inbox_mail (
    message_id    bigint primary key,
    external_id   text        not null,
    channel       text        not null,
    received_at   timestamptz not null,
    sender        text,
    recipient     text        not null,
    recipient_key text collate "C" not null,                   -- the address in lower case, to search by
    subject       text,
    headers       text        not null default '',
    html          text,
    body          text
);
create index inbox_mail_by_recipient on inbox_mail (recipient_key);
create index inbox_mail_by_subject on inbox_mail (lower(subject) collate "C");
