-- What a template says in other languages.
alter table template add column variants jsonb not null default '[]';
