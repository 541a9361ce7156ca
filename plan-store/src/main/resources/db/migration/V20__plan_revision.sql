-- Every change of a plan gives it a new revision, so that whoever holds it in memory knows whether it still stands so. One from a
-- sequence is never given twice, not even where a transaction was rolled back.
create sequence plan_revision_seq;
alter table plan add column revision bigint not null default nextval('plan_revision_seq');
