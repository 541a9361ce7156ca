-- What changes of contacts and their consents arrives too, while some scenario in service asks for it: an entry trigger for
-- everything that a condition can read, a date trigger for dates, attributes and zones, others for zones. One question a
-- statement, and no lock: an import waits for nobody.

-- Whether a scenario that is not over starts with one of these.
create function is_listened(variadic triggers text[]) returns boolean
    language sql stable
    return exists (select
                   from live_scenario s
                   join scenario_edition e on e.id = s.edition_id
                   where s.state <> 'ENDED' and jsonb_exists_any(e.scenario -> 'trigger', triggers));

create function contacts_came() returns trigger language plpgsql as $$
begin
    if is_listened('date', 'entry') then
        insert into arrival (contact_id, at, received_at)
        select id, clock_timestamp(), clock_timestamp() from fresh;
    end if;
    return null;
end $$;

create function contacts_changed() returns trigger language plpgsql as $$
begin
    if is_listened('entry') then
        insert into arrival (contact_id, at, received_at)
        select n.id, clock_timestamp(), clock_timestamp()
        from fresh n join stale o on o.id = n.id
        where (n.external_id, n.email, n.phone, n.first_name, n.last_name, n.birth_date, n.street, n.postcode, n.city, n.country,
               n.language, n.zone, n.known_zone, n.household, n.attributes, n.erased_at)
              is distinct from
              (o.external_id, o.email, o.phone, o.first_name, o.last_name, o.birth_date, o.street, o.postcode, o.city, o.country,
               o.language, o.zone, o.known_zone, o.household, o.attributes, o.erased_at);
    elsif is_listened('date') then
        insert into arrival (contact_id, at, received_at)
        select n.id, clock_timestamp(), clock_timestamp()
        from fresh n join stale o on o.id = n.id
        where (n.birth_date, n.known_zone, n.attributes, n.erased_at)
              is distinct from (o.birth_date, o.known_zone, o.attributes, o.erased_at);
    elsif is_listened('event', 'abandonment', 'inactivity', 'replenishment') then
        insert into arrival (contact_id, at, received_at)
        select n.id, clock_timestamp(), clock_timestamp()
        from fresh n join stale o on o.id = n.id
        where (n.known_zone, n.erased_at) is distinct from (o.known_zone, o.erased_at);
    end if;
    return null;
end $$;

create function consents_came() returns trigger language plpgsql as $$
begin
    if is_listened('entry') then
        insert into arrival (contact_id, at, received_at)
        select distinct contact_id, clock_timestamp(), clock_timestamp() from fresh;
    end if;
    return null;
end $$;

create trigger contacts_came after insert on contact
    referencing new table as fresh for each statement execute function contacts_came();
create trigger contacts_changed after update on contact
    referencing old table as stale new table as fresh for each statement execute function contacts_changed();
create trigger consents_came after insert on consent
    referencing new table as fresh for each statement execute function consents_came();
create trigger consents_changed after update on consent
    referencing new table as fresh for each statement execute function consents_came();

-- Whoever began to write before this may not have known that the scenario is live: its contacts are gone through when the last
-- of them has ended.
alter table live_scenario add column armed_after xid8;
alter table live_scenario add column arm_to bigint;       -- contacts up to this id were there then; null: it has not begun

-- When a contact last started, or ceased, to match.
alter table membership add column at timestamptz;
