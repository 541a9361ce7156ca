-- What comes in is counted in the transaction that takes it in. Each connection has rows of its own, so that none waits for another.
alter table event_tally add column connection integer not null default 0;
alter table event_tally drop constraint event_tally_pkey;
alter table event_tally add primary key (hour, source, line, connection);
