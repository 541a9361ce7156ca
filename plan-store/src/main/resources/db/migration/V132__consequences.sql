-- What a change of a contact means for its enrolments and messages, which everybody holds before contacts: noted beside the
-- change, and done in a transaction of its own, so that whoever changes contacts waits for nobody who waits for them.
create table contact_consequence (
    id         bigint generated always as identity primary key,
    contact_id bigint not null,
    what       text   not null check (what in ('MOVED', 'ERASED'))
);

create or replace function look_at_waits_again() returns trigger language plpgsql as $$
begin
    insert into contact_consequence (contact_id, what)
    select new.id, 'MOVED' where exists (select from enrolment where contact_id = new.id and state = 'RUNNING');
    return null;
end $$;

create or replace function forget_addresses() returns trigger language plpgsql as $$
begin
    insert into contact_consequence (contact_id, what) values (new.id, 'ERASED');
    return null;
end $$;
