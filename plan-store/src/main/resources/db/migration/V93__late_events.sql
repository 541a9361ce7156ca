-- How old an event may be when it arrives and still fire what it would have fired in time; ISO 8601.
alter table plan add column late_events text not null default 'P3D';
