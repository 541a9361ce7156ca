-- Tables that hold millions of rows carry no foreign key: each is a look-up a row, and a lock on what it names. Runs and
-- messages are never deleted, and only the transaction that holds a run writes what is of it.
alter table decision drop constraint decision_run_id_fkey;
alter table run_claim drop constraint run_claim_run_id_fkey;
alter table outbox drop constraint outbox_message_id_fkey;
