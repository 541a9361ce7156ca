-- What a rule as it is being written would have held back: asked by a page or by the API, computed in the background.
create table rule_impact (
    id          bigint generated always as identity primary key,
    plan        text        not null,
    slot        text,                                   -- who edits which rule: another question takes the place of the one before
    kind        text        not null,                   -- PRESSURE_RULE or QUIET_PERIOD
    before_tree jsonb,                                  -- the rule as it stands; null for a new one
    after_tree  jsonb       not null,                   -- the rule as it is written now
    definition  text        not null,                   -- a hash of what is computed
    state       text        not null check (state in ('WAITING', 'DONE', 'FAILED')),
    owner       text,                                   -- who computes it just now
    owned_at    timestamptz,
    reached     double precision not null default 0,    -- from 0 to 1
    figures     jsonb,
    asked_at    timestamptz not null,
    computed_at timestamptz,
    unique (plan, slot)
);
create index rule_impact_waiting on rule_impact (asked_at) where state = 'WAITING';
create index rule_impact_asked on rule_impact (asked_at);
