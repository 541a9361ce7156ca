-- The zone of the contact of a fact, for the few facts near the edge of a window. A function and not a subquery: its
-- cost is that of a test, where the planner would count a whole subquery for every fact.
create function contact_known_zone(contact_id bigint) returns text
    language sql stable strict parallel safe cost 1
    as 'select c.known_zone from contact c where c.id = $1';
