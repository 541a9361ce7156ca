-- Batches of a scenario's messages in a row of which the channel took nothing; nothing is handed over before an instant.
alter table live_scenario add column failures_in_a_row integer not null default 0;
alter table live_scenario add column retry_at timestamptz;

-- Whoever waits for a local time and moves to another zone waits for that time there: the wait is looked at again.
create function look_at_waits_again() returns trigger language plpgsql as $$
begin
    update enrolment set act_at = least(act_at, due)
    where contact_id = new.id and state = 'RUNNING' and waits_for = 'WAIT';
    return null;
end $$;
create trigger waits_in_another_zone after update of known_zone on contact
    for each row when (old.known_zone is distinct from new.known_zone)
    execute function look_at_waits_again();

-- All decisions that a contact met with, of campaigns and of steps of scenarios; the latest of each source and those before it.
create view contact_decision as
select d.contact_id, d.at, r.plan, 'campaign:' || r.campaign as source, r.fired_for as occurrence, d.run_id,
       null::bigint as enrolment_id, null::text as step, d.outcome, d.line, d.channel, d.until, d.reasons, d.latest
from any_decision d join run r on r.id = d.run_id
union all
select d.contact_id, d.at, s.plan, 'scenario:' || s.key, d.due, null, d.enrolment_id, d.step, d.outcome, d.line, d.channel,
       d.until, d.reasons,
       not exists (select from step_decision o
                   where o.enrolment_id = d.enrolment_id and o.step = d.step and o.at > d.at)
from step_decision d join live_scenario s on s.id = d.scenario_id;
