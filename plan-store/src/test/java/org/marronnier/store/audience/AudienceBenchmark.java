package org.marronnier.store.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Comparison.Operator;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Measure;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.convention.Conventions.Stage;
import org.marronnier.domain.segment.Segment;
import org.marronnier.domain.time.Span;
import org.marronnier.store.audience.ConditionCompiler.Reach;
import org.marronnier.store.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long the typical targets take over 1,000,000 contacts, 2,000,000 consents and 3,000,000
 * events.
 */
class AudienceBenchmark {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private static final Condition VIP =
            new Condition.Events(
                    "purchase",
                    List.of(),
                    Span.parse("P12M"),
                    List.of(new Measure.Sum("amount", bound(Operator.GTE, 500))));
    private static final Condition PROSPECT =
            new Condition.Events(
                    "purchase", List.of(), null, List.of(new Measure.Count(bound(Operator.EQ, 0))));
    private static final Condition ACTIVE = bought(Span.parse("P12M"), 1);
    private static final Condition CONSENTED =
            new Condition.Consent(Channel.EMAIL, "offers", ConsentStatus.GRANTED);

    private static final Vocabulary VOCABULARY =
            new Vocabulary(
                    "maison",
                    ZoneId.of("Europe/Paris"),
                    "purchase",
                    List.of(new Segment("vip", "VIP", VIP)),
                    List.of(
                            new Stage("prospect", "Prospect", PROSPECT),
                            new Stage("active", "Actif", ACTIVE),
                            new Stage("inactive", "Inactif", Condition.EVERYBODY)));

    @Test
    void evaluatesTheTypicalTargetsSetWise() {
        var jdbc = DATABASE.jdbc();
        if (jdbc.sql("select count(*) from contact").query(Long.class).single() == 0) {
            load(jdbc);
        }
        var transaction =
                new TransactionTemplate(new DataSourceTransactionManager(DATABASE.dataSource()));
        var audiences = new JdbcAudiences(jdbc);
        var report = new StringBuilder();

        for (var target : targets().entrySet()) {
            var seconds =
                    timed(
                            () ->
                                    transaction.execute(
                                            _ ->
                                                    audiences
                                                            .count(
                                                                    target.getValue(),
                                                                    VOCABULARY,
                                                                    NOW)
                                                            .contacts()));
            report.append("%-60s %s%n".formatted(target.getKey(), seconds));
            if (System.getProperty("explain") != null) {
                transaction.executeWithoutResult(
                        _ -> report.append(explained(jdbc, target.getValue())));
            }
            assertThat(seconds.processor()).as(target.getKey()).isLessThan(Duration.ofSeconds(20));
        }
        for (var target : targets().entrySet()) {
            var gathered =
                    timed(
                            () ->
                                    transaction.execute(
                                            _ -> {
                                                audiences.forget(1);
                                                return audiences.gather(
                                                        1, target.getValue(), VOCABULARY, NOW);
                                            }));
            report.append("gather: %-52s %s%n".formatted(target.getKey(), gathered));
        }
        var start = System.nanoTime();
        var after = "";
        var read = 0;
        for (var chunk = audiences.next(1, after, 1_000);
                !chunk.isEmpty();
                chunk = audiences.next(1, after, 1_000)) {
            read += chunk.size();
            after = chunk.getLast().externalId();
        }
        report.append(
                "read on in chunks of 1,000: %,d in %d ms%n"
                        .formatted(read, (System.nanoTime() - start) / 1_000_000));
        System.out.println(report);
    }

    private static Map<String, Condition> targets() {
        var targets = new LinkedHashMap<String, Condition>();
        targets.put("country = FR", new Condition.Attribute("country", bound("fr")));
        targets.put("attribute tier = gold", new Condition.Attribute("tier", bound("GOLD")));
        targets.put(
                "aged 60 or more", new Condition.YearsSince("birthDate", bound(Operator.GTE, 60)));
        targets.put(
                "segment vip: purchases of 500 or more in 12 months",
                new Condition.InSegment("vip"));
        targets.put("consented to e-mail", CONSENTED);
        targets.put(
                "bought twice in 90 days, consented to e-mail",
                new Condition.All(List.of(bought(Span.parse("P90D"), 2), CONSENTED)));
        targets.put("no purchase in 12 months", new Condition.Not(ACTIVE));
        targets.put("stage inactive", new Condition.InStage("inactive"));
        targets.put(
                "last purchase older than 60 days",
                new Condition.Events(
                        "purchase",
                        List.of(),
                        null,
                        List.of(
                                new Measure.Last(
                                        Measure.Last.Age.OLDER_THAN, Span.parse("P60D")))));
        targets.put(
                "bought shoes in 6 months, or vip, and not in BE",
                new Condition.All(
                        List.of(
                                new Condition.Any(
                                        List.of(
                                                new Condition.Events(
                                                        "purchase",
                                                        List.of(
                                                                new PropertyTest(
                                                                        "category",
                                                                        bound("shoes"))),
                                                        Span.parse("P6M"),
                                                        List.of()),
                                                new Condition.InSegment("vip"))),
                                new Condition.Not(
                                        new Condition.Attribute("country", bound("BE"))))));
        targets.put("everybody", Condition.EVERYBODY);
        return targets;
    }

    private static Condition bought(Span within, int times) {
        return new Condition.Events(
                "purchase",
                List.of(),
                within,
                List.of(new Measure.Count(bound(Operator.GTE, times))));
    }

    private static List<Comparison> bound(Operator operator, long number) {
        return List.of(Comparison.of(operator, Operand.of(number)));
    }

    private static List<Comparison> bound(String text) {
        return List.of(Comparison.of(Operator.EQ, Operand.of(text)));
    }

    private record Timed(Duration best, Duration worst, Duration processor, long answer) {
        @Override
        public String toString() {
            return "%,7d to %,7d ms (server's processor %,6d ms)  %,9d contacts"
                    .formatted(best.toMillis(), worst.toMillis(), processor.toMillis(), answer);
        }
    }

    private static Timed timed(java.util.function.Supplier<Long> work) {
        var best = Duration.ofDays(1);
        var worst = Duration.ZERO;
        var processor = Duration.ofDays(1);
        var answer = 0L;
        for (var i = 0; i < 3; i++) {
            var busy = processor();
            var start = System.nanoTime();
            answer = work.get();
            var took = Duration.ofNanos(System.nanoTime() - start);
            var worked = processor().minus(busy);
            processor = worked.compareTo(processor) < 0 ? worked : processor;
            best = took.compareTo(best) < 0 ? took : best;
            worst = took.compareTo(worst) > 0 ? took : worst;
        }
        return new Timed(best, worst, processor, answer);
    }

    /** What the server's process of the one connection that is in use has taken so far. */
    private static Duration processor() {
        long pid = DATABASE.jdbc().sql("select pg_backend_pid()").query(Long.class).single();
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    private static String explained(JdbcClient jdbc, Condition condition) {
        var compiled = ConditionCompiler.compile(condition, VOCABULARY, NOW, Reach.ALL);
        jdbc.sql("select set_config('work_mem', '64MB', true), set_config('jit', 'off', true)")
                .query((_, _) -> true)
                .single();
        var lines =
                jdbc.sql("explain (analyze, buffers) select count(*) " + compiled.fromWhere())
                        .params(compiled.parameters())
                        .query(String.class)
                        .list();
        return compiled.fromWhere() + "\n" + String.join("\n", lines) + "\n";
    }

    private static void load(JdbcClient jdbc) {
        jdbc.sql(
                        """
                        insert into contact (external_id, email, email_key, first_name, last_name, birth_date, postcode, city,
                                             country, known_zone, zone, attributes)
                        select 'C' || lpad(i::text, 7, '0'), 'c' || i || '@shop.example', 'c' || i || '@shop.example',
                               'Prénom' || i % 500, 'Nom' || i % 20000, date '1940-01-01' + (i::bigint * 7919 % 25000)::int,
                               lpad((i % 95000)::text, 5, '0'), 'Ville' || i % 3000,
                               case when i % 20 = 0 then 'BE' else 'FR' end,
                               case when i % 50 = 0 then 'America/New_York' end,
                               case when i % 50 = 0 then 'America/New_York' end,
                               jsonb_build_object('tier', (array['gold', 'silver', 'bronze'])[1 + i % 3], 'score', i % 100)
                        from generate_series(1, 1000000) i
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into consent (contact_id, channel, purpose, status, basis, source, proof, at)
                        select c.id, channel, 'offers',
                               case when (c.id * 31 + length(channel)) % 10 < 6 then 'GRANTED' else 'WITHDRAWN' end,
                               'CONSENT', 'web', 'form v3',
                               timestamptz '2026-11-22 08:00Z' - make_interval(secs => c.id * 104729 % 63072000)
                        from contact c, (values ('EMAIL'), ('SMS')) v (channel)
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into event (id, contact_id, type, at, properties)
                        select 'E' || i, (select min(id) from contact) + (power(r.a, 1.6) * 999999)::bigint,
                               case when i % 5 = 0 then 'cart' else 'purchase' end,
                               timestamptz '2026-11-22 08:00Z' - make_interval(secs => (r.b * 63072000)::int),
                               jsonb_build_object('amount', round((r.c * 200)::numeric, 2),
                                                  'category', (array['shoes', 'garden', 'toys', 'books'])[1 + i % 4],
                                                  'order', 'O-' || i)
                        from (select i, random() as a, random() as b, random() as c
                              from generate_series(1, 3000000) i) r
                        """)
                .update();
        jdbc.sql("vacuum analyze contact, consent, event").update();
    }
}
