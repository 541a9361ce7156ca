package org.marronnier.scheduler.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.scheduler.Rules.atMost;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.PressureRule.Unit;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.pressure.Window;
import org.marronnier.domain.run.RunState;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.scheduler.decision.Asked;
import org.marronnier.scheduler.decision.Decided;
import org.marronnier.scheduler.decision.DecidingHouseholds;
import org.marronnier.scheduler.decision.PlanRules;
import org.marronnier.scheduler.decision.Source;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two processes, three campaigns and a source that is none, over the same households at the same
 * instant and in the days after: what left is counted anew from the messages, by nothing of the
 * engine.
 */
class CapsAtOnceTest extends RunTest {

    private static final int CONTACTS = 600;
    private static final Instant NOW = Instant.parse("2026-06-30T08:00:00Z");
    private static final Scope PROMOTIONS =
            new Scope(Set.of(), Set.of(MessageType.PROMOTIONAL), Set.of(), Set.of(), Set.of());

    private static final Source WELCOME =
            new Source(
                    "scenario:welcome",
                    "welcome",
                    null,
                    MessageType.PROMOTIONAL,
                    "offers",
                    Set.of(),
                    null,
                    List.of(Channel.EMAIL),
                    NOW,
                    NOW.plus(Duration.ofDays(5)),
                    80,
                    BigDecimal.ZERO,
                    WhenCapped.DROP,
                    BigDecimal.ZERO,
                    Condition.EVERYBODY);

    CapsAtOnceTest() {
        super(NOW);
        plans.campaign("sale", Status.APPROVED, CapsAtOnceTest::waiting)
                .campaign("urgent", Status.APPROVED, asks -> waiting(asks).priority(70))
                .campaign(
                        "notice",
                        Status.APPROVED,
                        asks -> waiting(asks).type(MessageType.SERVICE).priority(60))
                .rule(atMost(2, "P7D"))
                .rule(atMost(4, "P7D", Scope.ANY, Unit.HOUSEHOLD))
                .rule(atMost(3, "PT30H", Scope.ANY, Unit.HOUSEHOLD))
                .rule(atMost(1, new Window.Calendar(Window.Unit.WEEK), PROMOTIONS, Unit.PERSON));
    }

    @BeforeEach
    void families() {
        contacts.many(CONTACTS);
        database.jdbc()
                .sql(
                        """
                        update contact
                        set household = case when id % 7 = 0 then null else 'h' || (id * 7919 % 197) end,
                            known_zone = (array['Europe/Paris', 'America/New_York', null])[1 + id % 3]
                        """)
                .update();
    }

    @Test
    void noCapIsEverBroken() throws Exception {
        try (var other = another()) {
            var runs =
                    Stream.of("sale", "urgent", "notice")
                            .map(campaign -> house.fire(campaign).id())
                            .toList();
            house.get(CampaignRunner.class).drainOnce();
            atOnce(house::decide, other::decide, () -> welcome(house, 0), () -> welcome(other, 1));
            house.decide();
            assertThat(house.column("select distinct line from decision")).contains("deferred");
            for (var hour = 0; hour < 24 * 10; hour += 6) {
                clock.step(Duration.ofHours(6));
                atOnce(house::decide, other::decide);
                house.decide();
            }

            house.deliver();
            assertThat(runs)
                    .allSatisfy(
                            run -> {
                                assertThat(house.run(run).state()).isEqualTo(RunState.DONE);
                                assertThat(decided(run)).isEqualTo(CONTACTS);
                            });
        }
        var messages = messages();
        assertThat(messages).hasSizeGreaterThan(CONTACTS);
        assertThat(most(messages, Message::contact, Message::hasInItsWeek)).isEqualTo(2);
        assertThat(most(messages, Message::household, Message::hasInItsWeek)).isEqualTo(4);
        assertThat(most(messages, Message::household, Message::hasInItsThirtyHours)).isEqualTo(3);
        assertThat(
                        most(
                                messages.stream().filter(Message::isPromotional).toList(),
                                Message::contact,
                                Message::hasInItsCalendarWeek))
                .isEqualTo(1);
    }

    private static PlansInHand.Asks waiting(PlansInHand.Asks asks) {
        return asks.whenCapped(WhenCapped.DEFER).expiry("P9D");
    }

    /** A source that is no campaign, over every second contact in any order, forty at a time. */
    private void welcome(House house, int which) {
        var ids =
                new ArrayList<>(
                        house.get(JdbcClient.class)
                                .sql("select id from contact where id % 2 = :which order by id")
                                .param("which", which)
                                .query(Long.class)
                                .list());
        Collections.shuffle(ids, new Random(which));
        var transaction = new TransactionTemplate(house.get(JdbcTransactionManager.class));
        for (var from = 0; from < ids.size(); from += 40) {
            var some = Set.copyOf(ids.subList(from, Math.min(ids.size(), from + 40)));
            while (!isWelcomed(house, transaction, some)) {
                Thread.onSpinWait();
            }
        }
    }

    private boolean isWelcomed(House house, TransactionTemplate transaction, Set<Long> some) {
        try {
            transaction.executeWithoutResult(
                    _ -> {
                        var plan = PlanRules.of(plans.load(PlansInHand.PLAN).orElseThrow());
                        house
                                .get(DecidingHouseholds.class)
                                .decide(plan, List.of(Asked.of(WELCOME, some)), NOW, NOW)
                                .stream()
                                .filter(Decided::leaves)
                                .forEach(one -> send(house, one));
                    });
            return true;
        } catch (PessimisticLockingFailureException e) {
            return false;
        }
    }

    private static void send(House house, Decided decided) {
        house.get(JdbcClient.class)
                .sql(
                        """
                        insert into message (contact_id, plan, source, channel, type, purpose, status, at)
                        values (:contact, 'maison', 'scenario:welcome', 'EMAIL', 'PROMOTIONAL', 'offers', 'SENT', :at)
                        """)
                .param("contact", decided.contact())
                .param("at", Timestamp.from(decided.decision().at()))
                .update();
    }

    private long decided(long run) {
        return house.funnel(run).entrySet().stream()
                .filter(line -> !line.getKey().equals("targeted"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private record Message(String contact, String household, ZoneId zone, Instant at, String type) {

        boolean isPromotional() {
            return type.equals("PROMOTIONAL");
        }

        LocalDateTime local(Instant instant) {
            return instant.atZone(zone).toLocalDateTime();
        }

        boolean hasInItsWeek(Message other) {
            return local(other.at).isAfter(local(at).minusDays(7)) && !other.at.isAfter(at);
        }

        boolean hasInItsThirtyHours(Message other) {
            return other.at.isAfter(at.minus(Duration.ofHours(30))) && !other.at.isAfter(at);
        }

        boolean hasInItsCalendarWeek(Message other) {
            return monday(at).equals(monday(other.at));
        }

        private LocalDate monday(Instant instant) {
            return local(instant)
                    .toLocalDate()
                    .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }
    }

    private List<Message> messages() {
        return database.jdbc()
                .sql(
                        """
                        select external_id, coalesce(household, external_id), coalesce(known_zone, 'Europe/Paris'), at, type
                        from message join contact c on c.id = contact_id
                        """)
                .query(
                        (row, _) ->
                                new Message(
                                        row.getString(1),
                                        row.getString(2),
                                        ZoneId.of(row.getString(3)),
                                        row.getTimestamp(4).toInstant(),
                                        row.getString(5)))
                .list();
    }

    /** How many messages the fullest window of any of them holds. */
    private static long most(
            List<Message> messages,
            Function<Message, String> unit,
            BiPredicate<Message, Message> holds) {
        return messages.stream().collect(Collectors.groupingBy(unit)).values().stream()
                .flatMap(
                        those ->
                                those.stream()
                                        .map(
                                                one ->
                                                        those.stream()
                                                                .filter(
                                                                        other ->
                                                                                holds.test(
                                                                                        one, other))
                                                                .count()))
                .max(Long::compare)
                .orElseThrow();
    }
}
