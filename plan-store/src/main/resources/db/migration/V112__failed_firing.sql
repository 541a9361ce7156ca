-- The firing that could not be settled, where it follows from nothing that is recorded: retried, it fires by this name.
alter table arrival add column fired_by text collate "C";
