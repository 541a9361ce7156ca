package org.marronnier.web.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.run.Funnel;
import org.marronnier.scheduler.demonstration.Demonstration;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.store.demonstration.DemonstrationTables;
import org.marronnier.store.demonstration.MadeRows;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What stands in the database once the demonstration is loaded: rows that keep the plan's own
 * rules.
 */
class DemonstrationHistoryTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final PlanDocument PLAN = DemonstrationPlan.on(NOW.atZone(PARIS).toLocalDate());
    private static final MadeRows ROWS = Demonstration.rows(PLAN, NOW);

    @Test
    void neverSentAThirdPromotionalEmailInAWeek() {
        var times =
                ROWS.messages().stream()
                        .filter(DemonstrationHistoryTest::isPromotionalEmail)
                        .collect(
                                Collectors.groupingBy(
                                        MadeRows.MadeMessage::externalId,
                                        Collectors.mapping(
                                                message ->
                                                        message.at()
                                                                .atZone(PARIS)
                                                                .toLocalDateTime(),
                                                Collectors.toList())));

        assertThat(times)
                .hasSizeGreaterThan(800)
                .allSatisfy(
                        (_, sent) -> {
                            for (var third = 2; third < sent.size(); third++) {
                                assertThat(sent.get(third).minusDays(7))
                                        .isAfterOrEqualTo(sent.get(third - 2));
                            }
                        });
        assertThat(times.values())
                .as("somebody was near the limit, or the rule was never put to the test")
                .anyMatch(
                        sent ->
                                sent.size() > 1
                                        && sent.getLast()
                                                .minusDays(7)
                                                .isBefore(sent.get(sent.size() - 2)));
    }

    @Test
    void neverSentAnOfferWithoutConsent() {
        var consents =
                ROWS.consents().stream()
                        .collect(Collectors.groupingBy(MadeRows.MadeConsent::externalId));

        assertThat(ROWS.messages().stream().filter(DemonstrationHistoryTest::isPromotionalEmail))
                .allMatch(message -> "GRANTED".equals(status(consents, message)));
    }

    @Test
    void neverWroteToADeadAddressAgain() {
        var messages =
                ROWS.messages().stream()
                        .filter(message -> message.channel().equals("EMAIL"))
                        .collect(Collectors.groupingBy(MadeRows.MadeMessage::externalId));

        var bounced =
                ROWS.contacts().stream().filter(contact -> contact.bounced() != null).toList();

        assertThat(bounced)
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        contact -> {
                            var last = messages.get(contact.externalId()).getLast();
                            assertThat(last.bounced()).isEqualTo(contact.bounced());
                        });
    }

    @Test
    void coversTwoYearsUpToToday() {
        var times = ROWS.messages().stream().map(MadeRows.MadeMessage::at).sorted().toList();

        assertThat(times.getFirst()).isBefore(NOW.minus(Duration.ofDays(720)));
        assertThat(times.getLast()).isAfter(NOW.minus(Duration.ofDays(2))).isBeforeOrEqualTo(NOW);
    }

    @Test
    void givesEveryOccurrenceADecisionForEachContactAndTheirFunnel() {
        var sent =
                ROWS.messages().stream()
                        .filter(message -> message.campaign() != null)
                        .collect(
                                Collectors.groupingBy(
                                        message -> message.campaign() + " " + message.at(),
                                        Collectors.counting()));

        assertThat(ROWS.runs())
                .extracting(MadeRows.MadeRun::campaign)
                .containsAll(
                        PLAN.campaigns().stream()
                                .filter(campaign -> campaign.status() == Status.ENDED)
                                .filter(campaign -> campaign.brief().template() != null)
                                .map(campaign -> campaign.brief().key())
                                .toList());
        assertThat(ROWS.runs())
                .allSatisfy(
                        run -> {
                            var funnel = new Funnel(run.funnel());
                            assertThat(funnel.targeted()).isEqualTo(run.decisions().size());
                            assertThat(funnel.decided()).isEqualTo(funnel.targeted());
                            assertThat(funnel.line(Funnel.SENT))
                                    .isEqualTo(
                                            sent.getOrDefault(
                                                    run.campaign() + " " + run.firedFor(), 0L));
                            assertThat(run.firedFor()).isBeforeOrEqualTo(NOW);
                        });
        assertThat(ROWS.runs().stream().mapToLong(run -> run.funnel().getOrDefault("sent", 0L)))
                .satisfies(
                        counts ->
                                assertThat(counts.stream().mapToLong(Long::longValue).sum())
                                        .isEqualTo(
                                                sent.values().stream()
                                                        .mapToLong(Long::longValue)
                                                        .sum()));
        assertThat(ROWS.runs().stream().flatMap(run -> run.funnel().keySet().stream()).distinct())
                .contains(
                        "blocked",
                        "control",
                        "duplicate",
                        "noAddress",
                        "noConsent",
                        "pressure:promo-semaine");
    }

    @Test
    void isLoadedWholeOrNotAtAll() {
        var tables = new DemonstrationTables(DATABASE.jdbc(), DATABASE.dataSource());
        var transaction =
                new TransactionTemplate(new JdbcTransactionManager(DATABASE.dataSource()));

        transaction.executeWithoutResult(
                status -> {
                    tables.fill(ROWS, NOW);
                    status.setRollbackOnly();
                });
        assertThat(isEmpty(transaction, tables)).isTrue();

        transaction.executeWithoutResult(_ -> tables.fill(ROWS, NOW));
        assertThat(isEmpty(transaction, tables)).isFalse();
        assertThat(count("contact")).isEqualTo(2_000);
        assertThat(count("event")).isEqualTo(ROWS.events().size());
        assertThat(count("message")).isEqualTo(ROWS.messages().size());
        assertThat(count("run where state = 'done'")).isEqualTo(ROWS.runs().size());
        assertThat(count("decision where outcome = 'SEND'"))
                .isEqualTo(count("message m join decision d using (run_id, contact_id)"))
                .isEqualTo(count("message where source like 'campaign:%'"));
        assertThat(funnelOfTheNextCampaign())
                .as("who would get nothing from nouveautes-de-saison, by reason")
                .allSatisfy((_, contacts) -> assertThat(contacts).isPositive())
                .containsKeys(
                        "audience", "blocked", "no address", "no consent", "duplicate", "capped")
                .hasEntrySatisfying(
                        "audience", contacts -> assertThat(contacts).isBetween(400L, 1_200L));
    }

    /** Each reason by itself, in SQL of its own; a contact may have several. */
    private static Map<String, Long> funnelOfTheNextCampaign() {
        var rows =
                DATABASE.jdbc()
                        .sql(
                                """
                        with member as (
                            select c.*,
                                (select status from consent where contact_id = c.id and channel = 'EMAIL'
                                    and purpose = 'offers' order by at desc, id desc limit 1) as status,
                                (select count(*) from message m where m.contact_id = c.id and m.channel = 'EMAIL'
                                    and m.type = 'PROMOTIONAL' and m.at > :now - interval '7 days') as recent
                            from contact c
                            where exists (select from event e where e.contact_id = c.id and e.type = 'purchase'
                                and e.at > :now - interval '6 months')
                        ), reason as (
                            select 'audience' as name from member
                            union all select 'blocked' from member
                                where suppressed_at is not null or complained_at is not null or paused_until > :now
                            union all select 'no address' from member where email is null or email_bounced_at is not null
                            union all select 'no consent' from member where status is distinct from 'GRANTED'
                            union all select 'duplicate' from member m where status = 'GRANTED' and exists (
                                select from member o where o.email_key = m.email_key and o.status = 'GRANTED'
                                    and o.external_id < m.external_id)
                            union all select 'capped' from member where status = 'GRANTED' and recent >= 2
                        )
                        select name, count(*) from reason group by name
                        """)
                        .param("now", NOW.atOffset(ZoneOffset.UTC))
                        .query((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                        .list();
        return rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean isEmpty(TransactionTemplate transaction, DemonstrationTables tables) {
        return Boolean.TRUE.equals(transaction.execute(_ -> tables.areEmpty()));
    }

    private static long count(String table) {
        return DATABASE.jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }

    private static boolean isPromotionalEmail(MadeRows.MadeMessage message) {
        return message.channel().equals("EMAIL") && message.type().equals("PROMOTIONAL");
    }

    private static String status(
            Map<String, List<MadeRows.MadeConsent>> consents, MadeRows.MadeMessage message) {
        var statuses = new ArrayList<String>();
        for (var consent : consents.getOrDefault(message.externalId(), List.of())) {
            if (consent.channel().equals("EMAIL")
                    && consent.purpose().equals(message.purpose())
                    && !consent.at().isAfter(message.at())) {
                statuses.add(consent.status());
            }
        }
        return statuses.isEmpty() ? "none" : statuses.getLast();
    }
}
