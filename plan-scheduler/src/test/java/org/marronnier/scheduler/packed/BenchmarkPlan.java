package org.marronnier.scheduler.packed;

import static org.marronnier.domain.pressure.GivenRules.PROMOTIONS;
import static org.marronnier.domain.pressure.GivenRules.cap;
import static org.marronnier.domain.pressure.GivenRules.everyDay;
import static org.marronnier.domain.pressure.GivenRules.rolling;
import static org.marronnier.domain.pressure.GivenRules.sameOffer;
import static org.marronnier.domain.pressure.GivenRules.scope;
import static org.marronnier.domain.pressure.GivenRules.silentAfter;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.pressure.Window;
import org.marronnier.engine.decision.Candidate;
import org.marronnier.engine.decision.RuleBook;
import org.marronnier.store.packed.ContactBits;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The plan of the pass that is measured, on a Monday at 10:00 in Paris: six pressure rules of
 * different kinds, two quiet periods, and three campaigns for each candidate of a contact, since a
 * contact is asked by one of three. One in twenty is transactional, one in five of service, the
 * others promotional; 12 of 20 by e-mail, 5 by SMS, 3 by letter; one in four has an offer; 4 of 10
 * are dropped where they are capped, 4 wait, 2 try their other channel and then wait.
 */
final class BenchmarkPlan {

    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    static final Instant SINCE = NOW.minus(Duration.ofDays(34));
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private BenchmarkPlan() {}

    static PassBrief brief(JdbcClient jdbc, int candidates, LongFunction<ContactBits> audience) {
        var runs = new ArrayList<PassRun>();
        jdbc.sql("select id from run where plan = 'crowd' order by id limit " + 3 * candidates)
                .query(Long.class)
                .list()
                .forEach(
                        run ->
                                runs.add(
                                        new PassRun(
                                                run,
                                                asks(runs.size()),
                                                "2026-11-23T10:00:00",
                                                "letter",
                                                audience.apply(run),
                                                new ContactBits())));
        return new PassBrief(
                rules(),
                NOW,
                SINCE,
                runs,
                new ContactBits(),
                List.of(
                        new PassBrief.Limit(
                                "week",
                                5,
                                bits(
                                        jdbc,
                                        "select id from contact where attributes ->> 'tier' = 'gold'"))),
                List.of(
                        new PassBrief.Silence(
                                "claim",
                                bits(
                                        jdbc,
                                        "select contact_id from event where type = 'claim' and at > timestamptz '"
                                                + NOW
                                                + "' - interval '10 days'"))));
    }

    private static ContactBits bits(JdbcClient jdbc, String query) {
        var bits = new ContactBits();
        jdbc.sql(query).query((ResultSet row) -> bits.add(row.getLong(1)));
        return bits;
    }

    private static Candidate asks(int c) {
        var due = NOW.minusSeconds(c);
        var channel = channel(c);
        var waits = c * 7 % 10;
        return new Candidate(
                "campaign-%02d".formatted(c),
                "",
                "campaign:campaign-%02d".formatted(c),
                "campaign-%02d".formatted(c),
                "programme-" + c % 7,
                type(c),
                "offers",
                Set.of("theme-" + c % 11),
                c % 4 == 1 ? "offer-" + c % 12 : null,
                waits >= 4 && waits < 6 && channel != Channel.EMAIL
                        ? List.of(channel, Channel.EMAIL)
                        : List.of(channel),
                due,
                due.plus(Duration.ofDays(1 + c % 3)),
                c * 7 % 10 * 10,
                BigDecimal.ZERO,
                waits < 4
                        ? WhenCapped.DEFER
                        : waits < 6 ? WhenCapped.NEXT_CHANNEL : WhenCapped.DROP,
                BigDecimal.ZERO,
                true,
                null);
    }

    static MessageType type(int c) {
        return c % 20 == 0
                ? MessageType.TRANSACTIONAL
                : c % 5 == 3 ? MessageType.SERVICE : MessageType.PROMOTIONAL;
    }

    static Channel channel(int c) {
        var among = c * 7 % 20;
        return among < 12 ? Channel.EMAIL : among < 17 ? Channel.SMS : Channel.LETTER;
    }

    static RuleBook rules() {
        var digital =
                scope(
                        Set.of(Channel.EMAIL, Channel.SMS),
                        Set.of(MessageType.SERVICE, MessageType.PROMOTIONAL));
        var letters = scope(Set.of(Channel.LETTER), Set.of());
        var pressure =
                List.of(
                        silentAfter("claim", rolling("P10D"), PROMOTIONS),
                        cap("day", 2, rolling("PT24H"), digital),
                        cap("home", 2, rolling("P14D"), letters, PressureRule.Unit.HOUSEHOLD),
                        cap("month", 8, new Window.Calendar(Window.Unit.MONTH), PROMOTIONS),
                        sameOffer("offer", 1, rolling("P14D"), PROMOTIONS),
                        cap("week", 3, rolling("P7D"), PROMOTIONS));
        var quiet =
                List.of(
                        new QuietPeriod(
                                "evening",
                                Set.of(Channel.SMS),
                                Set.of(MessageType.SERVICE, MessageType.PROMOTIONAL),
                                everyDay("20:00", "08:00")),
                        new QuietPeriod(
                                "night",
                                Set.of(Channel.EMAIL),
                                Set.of(MessageType.PROMOTIONAL),
                                everyDay("22:00", "07:00")));
        return new RuleBook(
                "crowd", PARIS, new Typology(List.of()), pressure, quiet, BigDecimal.ZERO);
    }
}
