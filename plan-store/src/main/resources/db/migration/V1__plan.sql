-- The plan and everything it holds. An item is a row of its own under a key; its place in the list is its position.

create sequence plan_item_seq increment by 50;

create table plan (
    id                bigint      primary key,
    key               text        not null unique,
    name              text        not null,
    brand             text        not null,
    from_date         date        not null,
    to_date           date        not null,
    zone              text        not null,
    locale            text        not null,
    country           text        not null,
    look_ahead        text        not null,   -- ISO 8601
    sale_event        text        not null,
    universal_control numeric     not null,
    conventions       jsonb       not null,
    version           bigint      not null,
    created_at        timestamptz not null,
    updated_at        timestamptz not null
);

create table segment (
    id           bigint      primary key,
    plan_id      bigint      not null references plan on delete cascade,
    key          text        not null,
    position     integer     not null,
    name         text        not null,
    when_matches jsonb       not null,
    version      bigint      not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    unique (plan_id, key)
);

create table pressure_rule (
    id         bigint      primary key,
    plan_id    bigint      not null references plan on delete cascade,
    key        text        not null,
    position   integer     not null,
    definition jsonb       not null,
    version    bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (plan_id, key)
);

create table quiet_period (
    id         bigint      primary key,
    plan_id    bigint      not null references plan on delete cascade,
    key        text        not null,
    position   integer     not null,
    definition jsonb       not null,
    version    bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (plan_id, key)
);

create table capacity (
    id         bigint      primary key,
    plan_id    bigint      not null references plan on delete cascade,
    key        text        not null,         -- the channel
    position   integer     not null,
    channel    text        not null,
    per_day    integer     not null,
    version    bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (plan_id, key)
);

create table objective (
    id         bigint      primary key,
    plan_id    bigint      not null references plan on delete cascade,
    key        text        not null,
    position   integer     not null,
    name       text        not null,
    kpi        text        not null,
    segment    text,
    stage      text,
    baseline   numeric,
    target     numeric,
    by_date    date,
    version    bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (plan_id, key)
);

create table kpi (
    id          bigint      primary key,
    plan_id     bigint      not null references plan on delete cascade,
    key         text        not null,
    position    integer     not null,
    name        text        not null,
    ratio       jsonb       not null,
    over_window text,
    version     bigint      not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    unique (plan_id, key)
);

create table template (
    id         bigint      primary key,
    plan_id    bigint      not null references plan on delete cascade,
    key        text        not null,
    position   integer     not null,
    channel    text        not null,
    locale     text,
    sender     text,
    subject    text,
    html       text,
    text       text,
    version    bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (plan_id, key)
);

create table calendar_event (
    id         bigint      primary key,
    plan_id    bigint      not null references plan on delete cascade,
    key        text        not null,
    position   integer     not null,
    name       text        not null,
    moment     text,
    from_date  date        not null,
    to_date    date        not null,
    version    bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (plan_id, key)
);

create table journey (
    id         bigint      primary key,
    plan_id    bigint      not null references plan on delete cascade,
    key        text        not null,
    position   integer     not null,
    name       text        not null,
    steps      jsonb       not null,
    version    bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (plan_id, key)
);

create table programme (
    id                bigint      primary key,
    plan_id           bigint      not null references plan on delete cascade,
    key               text        not null,
    position          integer     not null,
    name              text        not null,
    touchpoint        text,
    stage             text,
    stake             text,
    objective         text,
    segment           text,
    owner             text,
    status            text        not null,
    status_by         text,
    status_at         timestamptz not null,
    status_reason     text,
    first_approved_at timestamptz,              -- messages may have left since
    archived_at       timestamptz,              -- no longer in the plan
    version           bigint      not null,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    unique (plan_id, key)
);

create table scenario (
    id                bigint      primary key,
    plan_id           bigint      not null references plan on delete cascade,
    programme_id      bigint      not null references programme on delete cascade,
    key               text        not null,
    position          integer     not null,
    name              text        not null,
    goal              text,
    type              text        not null,
    intent            text,
    purpose           text,
    priority          integer     not null,
    starts_with       jsonb,                    -- the trigger
    target            jsonb,
    exits_when        jsonb,
    reentry           text        not null,     -- once, always or an ISO 8601 duration
    parallel          boolean     not null,
    control           numeric     not null,
    steps             jsonb       not null,
    status            text        not null,
    status_by         text,
    status_at         timestamptz not null,
    status_reason     text,
    first_approved_at timestamptz,
    archived_at       timestamptz,
    version           bigint      not null,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    unique (programme_id, key)
);
create index scenario_by_plan on scenario (plan_id);

create table campaign (
    id                bigint      primary key,
    plan_id           bigint      not null references plan on delete cascade,
    key               text        not null,
    position          integer     not null,
    name              text        not null,
    kind              text        not null,
    moment            text,
    event             text,
    programme         text,
    owner             text,
    lot               integer,
    type              text        not null,
    intent            text,
    purpose           text,
    priority          integer     not null,
    value             numeric     not null,
    offer             text,
    tags              jsonb       not null,
    target            jsonb,
    channels          jsonb       not null,
    template          text,
    starts_at         timestamp,                -- on the plan's clock
    recurrence        text,
    expiry            text,
    when_capped       text        not null,
    control           numeric     not null,
    status            text        not null,
    status_by         text,
    status_at         timestamptz not null,
    status_reason     text,
    first_approved_at timestamptz,
    archived_at       timestamptz,
    version           bigint      not null,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    unique (plan_id, key)
);
create index campaign_by_key on campaign (key);
create index campaign_by_start on campaign (plan_id, starts_at);

-- Every move of an item in its life. It names keys, since it outlives what it tells of.
create table approval (
    id      bigint      primary key,
    plan    text        not null,
    subject text        not null,
    key     text        not null,
    what    text        not null,
    who     text        not null,
    at      timestamptz not null,
    outcome text        not null,
    reason  text
);
create index approval_by_subject on approval (plan, subject, key, id desc);
