package org.marronnier.scheduler.packed;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fills a database with contacts for the pass that is measured, the same each time. 44 in 100 are
 * alone, the others share a household with up to three of their neighbours by id, as where a
 * household was imported together; 9 in 10 live by the clock of Paris, 9 in 10 agreed to e-mail, 7
 * in 10 to SMS; 1 in 10 has a limit of its own, 1 in 20 a preference, 1 in 25 an event that blocks.
 * Their messages of the last 90 days lie in the order of time, as they were sent, not of contacts.
 * Where they have none, nothing else is known either.
 */
record BenchmarkCrowd(JdbcClient jdbc, int contacts, int candidates, int history) {

    /** Makes it anew, unless it is there already. */
    void fill() {
        var is = "%d %d %d".formatted(contacts, candidates, history);
        jdbc.sql("create table if not exists benchmark_crowd (what text)").update();
        if (jdbc.sql("select what from benchmark_crowd").query(String.class).list().contains(is)) {
            return;
        }
        jdbc.sql(
                        """
                truncate contact, consent, event, message, outbox, decision, run, run_tally, audience_chunk, pass,
                         contact_preference, benchmark_crowd restart identity cascade
                """)
                .update();
        indexedAfter("contact", this::addContacts);
        if (history > 0) {
            addFacts();
            indexedAfter("message", this::addMessages);
        }
        addAudiences();
        jdbc.sql("insert into benchmark_crowd values (?)").param(is).update();
        List.of("contact", "consent", "message", "event", "audience_chunk", "contact_preference")
                .forEach(table -> jdbc.sql("vacuum analyze " + table).update());
    }

    /** A table is filled much faster without the indexes that refuse nothing. */
    private void indexedAfter(String table, Runnable filling) {
        var indexes =
                jdbc.sql(
                                """
                select indexname, indexdef from pg_indexes
                where tablename = ? and schemaname = 'public'
                  and not exists (select from pg_constraint where conname = indexname)
                """)
                        .param(table)
                        .query((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                        .list();
        indexes.forEach(index -> jdbc.sql("drop index " + index.getKey()).update());
        filling.run();
        indexes.forEach(index -> jdbc.sql(index.getValue()).update());
    }

    private void addContacts() {
        jdbc.sql(
                        """
                insert into contact (external_id, email, email_key, phone, first_name, last_name, street, postcode, city,
                                     country, zone, known_zone, household, attributes)
                select 'C' || lpad(i::text, 9, '0'), 'p' || i || '@mail' || i % 50 || '.example',
                       'p' || i || '@mail' || i % 50 || '.example',
                       case when i % 3 > 0 then '+33' || (600000000 + i) end, 'Camille', 'Nom' || i % 50000,
                       i % 200 || ' rue de la Paix', lpad((i % 95000)::text, 5, '0'), 'Ville ' || i % 3000, 'FR', zone, zone,
                       case when i * 7919 % 100 >= 44 then 'H' || lpad((i / 4)::text, 9, '0') end,
                       case when i * 31 % 10 = 0 then '{"tier": "gold"}'::jsonb else '{}' end
                from generate_series(1, :contacts) as i,
                     lateral (select case when i * 13 % 10 > 0 then 'Europe/Paris'
                              else (array['Europe/Brussels', 'Indian/Reunion', 'America/Guadeloupe', 'Pacific/Noumea',
                                          'America/New_York'])[1 + i % 5] end as zone) as place
                """)
                .param("contacts", (long) contacts)
                .update();
    }

    private void addFacts() {
        jdbc.sql(
                        """
                insert into consent (contact_id, channel, purpose, status, basis, source, at)
                select id, channel, 'offers', case when id * 17 % 10 < yes then 'GRANTED' else 'DENIED' end, 'consent', 'web',
                       timestamptz '2026-01-05 10:00:00Z' + interval '1 second' * (id % 10000000)
                from contact, (values ('EMAIL', 9), ('SMS', 7)) as asked (channel, yes)
                """)
                .update();
        jdbc.sql(
                        """
                insert into event (id, contact_id, type, at)
                select 'claim-' || id, id, 'claim', timestamptz '2026-11-23 09:00:00Z' - interval '1 second' * (id * 7919 % 2592000)
                from contact where id % 25 = 0
                """)
                .update();
        jdbc.sql(
                        """
                insert into contact_preference (contact_id, channel, max, span, set_at)
                select id, 'EMAIL', 1, 'P7D', now() from contact where id % 20 = 1
                """)
                .update();
    }

    private void addMessages() {
        jdbc.sql(
                        """
                insert into message (contact_id, plan, source, occurrence, channel, type, purpose, programme, tags, offer,
                                     template, status, at, sent_at)
                select contact, 'crowd', source, '2026-10-01T10:00:00', channel, type, 'offers', programme, tags, offer, 'letter',
                       'SENT', at, at
                from (select 1 + i * 7919 %% :contacts as contact,
                             timestamptz '2026-11-23 08:59:59Z'
                             - interval '1 second' * ((7776000 - i * 7776000 / (:contacts * :history)) * 7919 %% 7776000 / 10
                                                      + (7776000 - i * 7776000 / (:contacts * :history)) * 9 / 10)::bigint as at,
                             (i * 104729 / 7 + i) %% 60 as c
                      from generate_series(0, :contacts * :history - 1) as i) sent
                join (values %s) as kind (c, source, channel, type, programme, tags, offer) using (c)
                """
                                .formatted(kinds()))
                .param("contacts", (long) contacts)
                .param("history", (long) history)
                .update();
    }

    private static String kinds() {
        return IntStream.range(0, 60)
                .mapToObj(
                        c ->
                                "(%d, 'campaign:past-%02d', '%s', '%s', 'programme-%d', array['theme-%d'], %s)"
                                        .formatted(
                                                c,
                                                c,
                                                BenchmarkPlan.channel(c),
                                                BenchmarkPlan.type(c),
                                                c % 7,
                                                c % 11,
                                                c % 4 == 1
                                                        ? "'offer-%d'".formatted(c % 12)
                                                        : "null"))
                .collect(Collectors.joining(", "));
    }

    private void addAudiences() {
        jdbc.sql(
                        """
                insert into run (plan, campaign, fired_for, decides_at, gathered_at, started_at, progressed_at)
                select 'crowd', 'campaign-' || lpad(c::text, 2, '0'), now, now, now, now, now
                from generate_series(0, :runs - 1) as c, (select timestamptz '2026-11-23 09:00:00Z' as now) clock
                order by c
                """)
                .param("runs", 3 * candidates)
                .update();
        for (var run = 0; run < 3 * candidates; run++) {
            jdbc.sql(
                            """
                    insert into audience_chunk (run_id, number, last_external_id, contacts, external_ids)
                    select :run + 1, id / 3000, max(external_id), array_agg(id order by id), array_agg(external_id order by id)
                    from contact
                    where (id * 2654435761 >> (:run / 3)) % 3 = :run % 3
                    group by id / 3000
                    """)
                    .param("run", run)
                    .update();
        }
    }
}
