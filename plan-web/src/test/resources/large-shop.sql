-- A shop of ${contacts} contacts: for each two consents, three events and three messages, in random order of contacts,
-- and C0000001, who has lived with the brand for years. The same rows for the same number.

insert into contact (external_id, email, email_key, phone, first_name, last_name, street, postcode, city, country, language, zone, known_zone, household, attributes)
select 'C' || lpad(i::text, 7, '0'), mail, mail, case when i % 2 = 1 then '+3363998' || lpad((i % 10000)::text, 4, '0') end,
       first_name, last_name, i % 200 || ' rue des Tilleuls', lpad((1000 + i % 95000)::text, 5, '0'), 'Ville ' || i % 900, 'FR', 'fr',
       'Europe/Paris', 'Europe/Paris', case when i % 5 = 0 then 'F' || i / 15 end, jsonb_build_object('tier', case when i % 20 = 0 then 'gold' else 'silver' end)
from (select i, first_name, last_name,
             case when i % 10 <> 9 then lower(first_name || '.' || last_name) || i || '@example.com' end as mail
      from (select i,
                   (array['Marie','Jean','Camille','Louise','Paul','Jeanne','Hugo','Emma','Louis','Alice','Jules','Anna','Arthur','Rose','Gabriel','Zoé'])[1 + (i * 31 % 1009) % 16] as first_name,
                   case when i % 20 = 1 then 'Martin' when i % 50 = 2 then 'Bernard'
                        else (array['Du','Le','La','Ber','Mar','Gi','Ro','Sau'])[1 + i % 8] || (array['bois','clerc','pont','ger','chal','rard','bert','nier','mont','val'])[1 + i / 8 % 10] || i * 7919 % 3001 end as last_name
            from generate_series(1::bigint, ${contacts}) i) named) mailed;

insert into consent (contact_id, channel, purpose, status, basis, source, at)
select i, 'EMAIL', purpose, case when (i + n) % 3 = 0 then 'WITHDRAWN' else 'GRANTED' end, 'consent', 'website', now() - interval '1 day' * (1 + i % 700)
from generate_series(1::bigint, ${contacts}) i, (values (1, 'newsletter'), (2, 'offers')) purposes (n, purpose);

insert into consent (contact_id, channel, purpose, status, basis, source, at)
select 1, 'SMS', 'offers', case when i % 2 = 0 then 'WITHDRAWN' else 'GRANTED' end, 'consent', 'shop', now() - interval '1 day' * i
from generate_series(1, 300) i;

insert into event (id, contact_id, type, at, properties)
select 'e' || lpad(i::text, 9, '0'), 1 + i * 7919 % ${contacts}, (array['purchase','visit','cart'])[1 + i % 3],
       now() - interval '1 minute' * (1 + i * 104729 % 1051200), jsonb_build_object('amount', 10 + i % 190, 'order', 'O' || i)
from generate_series(1::bigint, 3 * ${contacts}) i;

insert into event (id, contact_id, type, at, properties)
select 'f' || lpad(i::text, 9, '0'), 1, (array['purchase','visit','cart'])[1 + i % 3], now() - interval '1 hour' * (1 + i * 7 % 17520),
       jsonb_build_object('amount', 10 + i % 190, 'order', 'P' || i)
from generate_series(1, 5000) i;

insert into run (id, plan, campaign, fired_for, fired_by, state, decides_at, gathered_at, cursor_external_id, decided_at, started_at, progressed_at, ended_at)
overriding system value
select i, '${plan}', '${campaign}', at, 'claire', 'done', at, at, 'C9', at, at, at, at
from (select i, date_trunc('second', now()) - interval '7 days' * i as at from generate_series(1, 200) i) fired;

alter table run alter id restart with 1000;

insert into decision (run_id, contact_id, at, outcome, line, channel, reasons)
select 1, i, now() - interval '7 days', case when line = 'queued' then 'SEND' when line = 'control' then 'CONTROL' else 'SUPPRESS' end, line,
       case when line = 'queued' then 'EMAIL' end, reasons::jsonb
from (select i, (case when k = 0 then array['blocked', '[{"gate":"BLOCKED","blocks":["COMPLAINED"]}]']
                 when k <= 10 then array['noAddress', '[{"gate":"NO_ADDRESS","channels":["EMAIL"],"bounced":[]}]']
                 when k <= 30 then array['noConsent', '[{"gate":"NO_CONSENT","consents":[{"channel":"EMAIL","regime":"OPT_IN","status":"WITHDRAWN"}]}]']
                 when k = 31 then array['duplicate', '[{"gate":"DUPLICATE","channel":"EMAIL","of":"C0000001"}]']
                 when k <= 36 then array['control', '[{"gate":"CONTROL","group":"${plan}"}]']
                 when k <= 39 then array['pressure:promo-semaine', '[{"gate":"PRESSURE","channel":"EMAIL","rules":["promo-semaine"],"counts":[{"rule":"promo-semaine","counted":2,"max":2}]}]']
                 else array['queued', '[]'] end) as words
      from (select i, i % 100 as k from generate_series(1::bigint, ${contacts} * 2 / 5) i) member) decided
     cross join lateral (select words[1] as line, words[2] as reasons) word;

insert into decision (run_id, contact_id, at, outcome, line, channel, reasons)
select i, 1, now() - interval '7 days' * i, case when i % 4 = 0 then 'SUPPRESS' else 'SEND' end, case when i % 4 = 0 then 'pressure:promo-semaine' else 'queued' end, 'EMAIL',
       case when i % 4 = 0 then '[{"gate":"PRESSURE","channel":"EMAIL","rules":["promo-semaine"],"counts":[{"rule":"promo-semaine","counted":2,"max":2}]}]'::jsonb else '[]' end
from generate_series(2, 200) i;

insert into message (contact_id, plan, source, channel, type, purpose, programme, template, status, at, sent_at)
select 1 + i * 7919 % ${contacts}, '${plan}', 'scenario:panier-abandonne', 'EMAIL', 'PROMOTIONAL', 'offers', 'paniers', 'panier-attente', 'SENT', at, at
from (select i, now() - interval '1 minute' * (1 + i * 104729 % 1051200) as at from generate_series(1::bigint, 3 * ${contacts}) i) sent;

insert into message (contact_id, run_id, plan, source, channel, type, purpose, template, status, reason, at, sent_at)
select contact_id, run_id, '${plan}', 'campaign:${campaign}', 'EMAIL', 'PROMOTIONAL', 'newsletter', 'lettre-jardin', status,
       case when status = 'FAILED' then 'REFUSED' end, at, case when status = 'SENT' then at end
from (select contact_id, run_id, at,
             case when contact_id % 200 = 141 then 'FAILED' when contact_id % 100000 = 142 then 'UNCERTAIN' else 'SENT' end as status
      from decision where outcome = 'SEND') sent;

insert into run_tally (run_id, line, n)
select run_id, line, count(*) from decision where line <> 'queued' group by run_id, line
union all
select run_id, lower(status), count(*) from message where run_id is not null group by run_id, status
union all
select run_id, 'targeted', count(*) from decision group by run_id;

insert into inbox_mail (message_id, external_id, channel, received_at, sender, recipient, recipient_key, subject, headers, html, body)
select m.id, c.external_id, 'EMAIL', m.at, 'Maison Tilleul <lettre@example.com>', c.email_key, c.email_key,
       case when m.contact_id % 10 = 0 then 'Votre commande ' || m.contact_id else 'La lettre du jardin' end, 'Subject: La lettre du jardin',
       '<html lang="fr"><head><title>La lettre</title></head><body><h1>Le jardin en automne</h1><p>' || repeat('Plantez maintenant. ' || m.id || ' ', 80) || '</p></body></html>',
       repeat('Plantez maintenant. ' || m.id || ' ', 80)
from (select id, contact_id, at from message where run_id = 1 order by id limit ${contacts} / 5) m join contact c on c.id = m.contact_id
where c.email_key is not null;

insert into import (kind, state, owner, file_name, asked_by, bytes, bytes_read, read, accepted, refused, failure, failure_detail, created_at, started_at, ended_at)
select (array['CONTACTS','CONSENTS','EVENTS'])[1 + i % 3], case when i % 20 = 0 then 'FAILED' else 'DONE' end, 0, 'export-' || i || '.csv', 'claire', 90000000, 90000000,
       900000, 890000, 10000, case when i % 20 = 0 then 'MISSING_COLUMN' end, case when i % 20 = 0 then 'externalId' end, at, at, at
from (select i, now() - interval '1 hour' * (500 - i) as at from generate_series(1, 500) i) asked;

insert into import_refusal (import_id, line, field, value, reason)
select i.id, n, 'email', 'nobody at example ' || n, 'BAD_EMAIL' from (select id from import order by id desc limit 20) i, generate_series(1, least(${contacts}, 10000)) n;

insert into users (name, full_name, role, password, created_at)
select 'user' || i, 'Utilisateur ' || i, (array['MARKETER','CRM_MANAGER'])[1 + i % 2], '-', now() from generate_series(1, 60) i;

insert into api_key (name, hint, hash, scopes, made_by, made_at)
select 'clé ' || i, 'mk_' || lpad(i::text, 4, '0'), sha256(i::text::bytea), array['contacts:read'], 'admin', now() from generate_series(1, 20) i;

insert into audit (at, who, what, subject)
select now() - interval '1 minute' * i, 'claire', 'contact.revealed', 'C' || lpad((i % ${contacts})::text, 7, '0') from generate_series(1::bigint, ${contacts} / 5) i;

insert into feed (plan, name, filter, language, hash, made_by, made_at)
select key, 'Tout le calendrier', '', 'fr', sha256('feed-of-the-shop'), 'admin', now() from plan order by id limit 1;

insert into spreadsheet (plan, sender, file_name, content, mapping, result, sent_at)
select key, 'admin', 'calendrier.csv',
       convert_to(E'Nom;Date;Canal;Lot\n' || string_agg('Opération ' || i || ';' || to_char(from_date + i % 300, 'DD/MM/YYYY') || case when i % 7 = 0 then ';pigeon;1' when i % 5 = 0 then ';SMS;un' else ';e-mail;2' end, E'\n' order by i), 'UTF8'),
       '{"sheet": 0, "header": 1, "columns": ["NAME", "DATE", "CHANNELS", "LOT"], "type": "SERVICE", "time": "10:00:00", "values": {}}',
       '{"made": 6, "changed": 2, "prepared": 1, "same": 3, "refused": 4}', now()
from (select key, from_date from plan order by id limit 1) shown, generate_series(1, 200) i
group by key;

insert into rule_impact (plan, kind, after_tree, definition, state, reached, figures, asked_at, computed_at)
values ('${plan}', 'PRESSURE_RULE', '{}', 'shop', 'DONE', 1,
        '{"from": "2026-10-01T00:00:00Z", "until": "2026-10-31T00:00:00Z",
          "after": {"concerned": {"messages": 9000, "contacts": 4000}, "held": {"messages": 1200, "contacts": 800},
                    "sources": {"": {"messages": 1200, "contacts": 800}}, "segments": {"": {"messages": 1200, "contacts": 800}}}}',
        now(), now());

insert into live_scenario (plan, programme, key, state, since) values ('${plan}', 'accueil', 'bienvenue-client', 'LIVE', now() - interval '60 days')
on conflict (plan, programme, key) do update set since = excluded.since;

insert into scenario_edition (scenario_id, number, scenario, made_at)
select id, 1 + (select coalesce(max(number), 0) from scenario_edition e where e.scenario_id = s.id),
       '{"key": "bienvenue-client", "name": "Bienvenue au client", "type": "SERVICE", "purpose": "newsletter", "priority": 75,
                "trigger": {"event": "purchase", "where": {"first": true}, "delay": "PT2H"}, "reentry": "once", "status": "live",
                "steps": [{"send": {"template": "bienvenue-client", "channels": ["EMAIL"], "expiry": "P3D", "whenCapped": "defer"}}, {"wait": "P6D"},
                          {"branch": {"if": {"message": {"template": "bienvenue-client", "status": "OPENED"}, "count": {"gte": 1}},
                                      "then": [{"send": {"template": "bienvenue-client-2", "channels": ["EMAIL"], "expiry": "P5D", "whenCapped": "drop"}}],
                                      "else": [{"end": true}]}}]}', now() - interval '60 days'
from live_scenario s where key = 'bienvenue-client';

update live_scenario s set edition_id = (select max(e.id) from scenario_edition e where e.scenario_id = s.id)
where key = 'bienvenue-client';

insert into enrolment (scenario_id, edition_id, contact_id, fired_by, fired_at, entered_at, state, reason, step, due, act_at, waits_for, ended_at)
select s.id, s.edition_id, i, 'event:e' || lpad(i::text, 9, '0'), at, at,
       case when i % 5000 = 1 then 'FAILED' when i % 20 = 3 then 'REFUSED' when i % 20 = 4 then 'EXITED' when i % 3 = 0 then 'DONE' else 'RUNNING' end,
       case when i % 5000 = 1 then 'ERROR: IllegalStateException' when i % 20 = 3 then 'REENTRY' end,
       case when i % 20 in (3, 5) then '0' when i % 3 = 0 then '2.else.0' else '1' end, at, now() + interval '400 days',
       case when i % 20 = 5 then 'DEFERRED' else 'WAIT' end, case when i % 20 in (3, 4) or i % 3 = 0 then at end
from live_scenario s, (select i, date_trunc('second', now()) - interval '1 minute' * (i % 60000) as at from generate_series(1::bigint, ${contacts}) i) fired
where s.key = 'bienvenue-client';

insert into step_decision (enrolment_id, step, at, scenario_id, contact_id, due, outcome, line, until, reasons)
select id, '0', fired_at, scenario_id, contact_id, fired_at, 'DEFER', 'deferred', act_at, '[]' from enrolment where waits_for = 'DEFERRED';

insert into enrolment_step (enrolment_id, step, at, what)
select id, '0', fired_at, 'SENT' from enrolment where id <= 1000;

insert into scenario_tally (scenario_id, edition_id, day, step, line, n)
select s.id, s.edition_id, current_date - d, l.step, l.line, l.n * ${contacts} / 60
from live_scenario s, generate_series(0, 60) d,
     (values ('', 'entered', 1), ('0', 'reached', 1), ('0', 'passed', 1), ('0', 'queued', 1), ('1', 'reached', 1), ('', 'refused:REENTRY', 1)) l (step, line, n)
where s.key = 'bienvenue-client';
