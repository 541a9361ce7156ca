-- What an entry trigger asks of contacts, its segments and stages unfolded, since they were last asked in silence. When the plan
-- says another thing all contacts are asked again, in silence; until then it goes by this.
alter table live_scenario add column asks jsonb;                 -- null: no entry trigger
alter table live_scenario add column asks_number integer not null default 0;   -- another number, another thing asked
