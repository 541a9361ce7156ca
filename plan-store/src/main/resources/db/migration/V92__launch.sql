-- Since when an item is in service; what is paused meanwhile goes back into it.

alter table programme add column launched_at timestamptz;
alter table scenario add column launched_at timestamptz;
alter table campaign add column launched_at timestamptz;
update programme set launched_at = status_at where status = 'LIVE';
update scenario set launched_at = status_at where status = 'LIVE';
update campaign set launched_at = status_at where status = 'LIVE';
