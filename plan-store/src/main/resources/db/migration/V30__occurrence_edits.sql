-- What was changed by hand about single occurrences of a recurring campaign: {exceptions: [...], overrides: [{at, start}]}.
alter table campaign add column occurrence_edits jsonb not null default '{}';
