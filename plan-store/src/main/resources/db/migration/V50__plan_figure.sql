-- Figures of plans that are computed in the background, as last computed, and the queue of those to compute.
create table plan_figure (
    plan        text        not null,
    subject     text        not null,                -- volumes, overlaps, progress:<objective>, entries:<programme>/<scenario>
    state       text        not null check (state in ('WAITING', 'DONE', 'FAILED')),
    condition   text        not null,                -- a hash of what is computed
    figure      jsonb,
    asked_at    timestamptz not null,
    computed_at timestamptz,
    primary key (plan, subject)
);
create index plan_figure_waiting on plan_figure (asked_at) where state = 'WAITING';
