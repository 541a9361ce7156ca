-- When a pause of the run last ended: what was queued before it is decided again in place of leaving as it was decided then.
alter table run add column resumed_at timestamptz;
