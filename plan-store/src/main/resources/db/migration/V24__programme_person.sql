-- Who answers for a programme in the department that owns it.
alter table programme add column person text;
