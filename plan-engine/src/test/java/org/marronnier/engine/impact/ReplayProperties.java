package org.marronnier.engine.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.pressure.Window;
import org.marronnier.domain.time.Span;
import org.marronnier.engine.decision.MessageKind;
import org.marronnier.engine.decision.NaiveRules;

/** A replay counts as somebody would who goes through the messages one by one. */
class ReplayProperties {

    /** Some days before the clocks change. */
    private static final List<Instant> STARTS =
            List.of(Instant.parse("2027-03-10T06:00:00Z"), Instant.parse("2027-10-12T05:30:00Z"));

    private static final List<ZoneId> ZONES =
            List.of(
                    ZoneId.of("Europe/Paris"),
                    ZoneId.of("America/New_York"),
                    ZoneId.of("Pacific/Apia"));

    @Property(tries = 2_000)
    void holdsBackWhatOneWouldCountByHand(@ForAll Random random) {
        var from = one(STARTS, random);
        var rule = rule(random);
        var household = household(from, random);

        var held = Replay.of(rule, from).heldBack(household);

        Statistics.collect(
                held.isEmpty() ? "none" : "some",
                household.messages().stream()
                        .anyMatch(
                                one ->
                                        !one.wasSent()
                                                && !held.get(household.messages().indexOf(one))));
        assertThat(held).isEqualTo(byHand(rule, household.messages(), from));
    }

    @Property(tries = 1_000)
    void holdsBackWhatFellIntoAQuietPeriod(@ForAll Random random) {
        var from = one(STARTS, random);
        var period = quiet(from, random);
        var household = household(from, random);

        var held = Replay.of(period, from).heldBack(household);

        var expected = new BitSet();
        for (var i = 0; i < household.messages().size(); i++) {
            var message = household.messages().get(i);
            expected.set(
                    i,
                    message.ours()
                            && !at(message).isBefore(from)
                            && NaiveRules.isQuiet(
                                    period,
                                    message.kind().channel(),
                                    message.kind().type(),
                                    at(message),
                                    message.to().zone()));
        }
        Statistics.collect(held.isEmpty() ? "none" : "some");
        assertThat(held).isEqualTo(expected);
    }

    private static BitSet byHand(
            PressureRule rule, List<PastHousehold.Message> messages, Instant from) {
        var held = new BitSet();
        var kept = new ArrayList<PastHousehold.Message>();
        for (var wasSent : List.of(true, false)) {
            for (var i = 0; i < messages.size(); i++) {
                var message = messages.get(i);
                if (message.wasSent() != wasSent) {
                    continue;
                }
                if (asks(rule, message, from)
                        && (refuses(rule, kept, message)
                                || (!wasSent && takesAPlace(rule, kept, message, from)))) {
                    held.set(i);
                } else {
                    kept.add(message);
                }
            }
        }
        return held;
    }

    private static boolean asks(PressureRule rule, PastHousehold.Message message, Instant from) {
        return message.ours()
                && !at(message).isBefore(from)
                && NaiveRules.isRestrictedBy(rule.restricts(), message.kind());
    }

    private static boolean refuses(
            PressureRule rule, List<PastHousehold.Message> kept, PastHousehold.Message message) {
        return switch (rule.limit()) {
            case PressureRule.Block _ ->
                    Arrays.stream(message.to().silencing())
                            .filter(event -> event <= message.second())
                            .mapToObj(Instant::ofEpochSecond)
                            .anyMatch(event -> isInWindow(rule, event, message));
            case PressureRule.Cap cap -> isTooFull(rule, cap, kept, message, message);
        };
    }

    /** Whether a message that leaves later would no longer find its place. */
    private static boolean takesAPlace(
            PressureRule rule,
            List<PastHousehold.Message> kept,
            PastHousehold.Message message,
            Instant from) {
        return rule.limit() instanceof PressureRule.Cap cap
                && kept.stream()
                        .filter(later -> later.second() >= message.second())
                        .filter(later -> asks(rule, later, from))
                        .filter(later -> isCounted(rule, cap, message, later))
                        .anyMatch(later -> isTooFull(rule, cap, kept, message, later));
    }

    /** Whether the window of a message is, with one more than those that are kept. */
    private static boolean isTooFull(
            PressureRule rule,
            PressureRule.Cap cap,
            List<PastHousehold.Message> kept,
            PastHousehold.Message more,
            PastHousehold.Message message) {
        if (cap.sameOffer() && message.offer() == null) {
            return false;
        }
        var all = new ArrayList<>(kept);
        all.add(more);
        return all.stream().filter(one -> isCounted(rule, cap, one, message)).count()
                > message.to().max();
    }

    private static boolean isCounted(
            PressureRule rule,
            PressureRule.Cap cap,
            PastHousehold.Message one,
            PastHousehold.Message in) {
        return NaiveRules.isIn(rule.counts(), one.kind())
                && isInWindow(rule, at(one), in)
                && (!cap.sameOffer() || String.valueOf(in.offer()).equals(one.offer()));
    }

    private static boolean isInWindow(
            PressureRule rule, Instant earlier, PastHousehold.Message message) {
        return NaiveRules.isInWindow(rule.window(), earlier, at(message), message.to().zone());
    }

    private static Instant at(PastHousehold.Message message) {
        return Instant.ofEpochSecond(message.second());
    }

    private static PastHousehold household(Instant from, Random random) {
        var people = new ArrayList<PastHousehold.Recipient>();
        var members = 1 + random.nextInt(3);
        for (var i = 0; i < members; i++) {
            people.add(
                    new PastHousehold.Recipient(
                            i,
                            one(ZONES, random),
                            1 + random.nextInt(3),
                            random.longs(
                                            random.nextInt(4),
                                            from.minusSeconds(40 * 86_400).getEpochSecond(),
                                            from.plusSeconds(40 * 86_400).getEpochSecond())
                                    .sorted()
                                    .toArray()));
        }
        var messages = new ArrayList<PastHousehold.Message>();
        var second = from.minusSeconds(30 * 86_400).getEpochSecond();
        var size = random.nextInt(50);
        for (var i = 0; i < size; i++) {
            second += (random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(4 * 48)) * 1_800L;
            var wasSent = second < from.getEpochSecond() || random.nextInt(3) > 0;
            messages.add(
                    new PastHousehold.Message(
                            i,
                            wasSent,
                            one(people, random),
                            !wasSent || random.nextInt(8) > 0,
                            second,
                            kind(random),
                            "campaign:c",
                            random.nextBoolean() ? null : "offer-" + random.nextInt(2)));
        }
        return new PastHousehold(messages);
    }

    private static MessageKind kind(Random random) {
        return new MessageKind(
                one(List.of(Channel.EMAIL, Channel.SMS), random),
                one(List.of(MessageType.values()), random),
                random.nextBoolean() ? null : "programme-" + random.nextInt(2),
                null,
                random.nextBoolean() ? Set.of() : Set.of("tag-" + random.nextInt(2)));
    }

    private static PressureRule rule(Random random) {
        return new PressureRule(
                "r",
                "R",
                scope(random),
                window(random),
                PressureRule.Unit.HOUSEHOLD,
                random.nextInt(4) == 0
                        ? new PressureRule.Block("claim", List.of())
                        : new PressureRule.Cap(
                                1, counts(random), random.nextInt(4) == 0, List.of()));
    }

    private static @Nullable Scope counts(Random random) {
        return random.nextInt(3) == 0 ? scope(random) : null;
    }

    private static Scope scope(Random random) {
        return new Scope(
                random.nextBoolean() ? Set.of() : Set.of(Channel.EMAIL),
                random.nextBoolean()
                        ? Set.of()
                        : EnumSet.of(one(List.of(MessageType.values()), random)),
                random.nextInt(3) > 0 ? Set.of() : Set.of("programme-1"),
                random.nextInt(3) > 0 ? Set.of() : Set.of("tag-1"),
                Set.of());
    }

    private static Window window(Random random) {
        return random.nextInt(3) == 0
                ? new Window.Calendar(one(List.of(Window.Unit.values()), random))
                : new Window.Rolling(
                        Span.parse(one(List.of("P1D", "P7D", "P1M", "PT24H", "PT90M"), random)));
    }

    private static QuietPeriod quiet(Instant begin, Random random) {
        var from = LocalDate.ofInstant(begin, ZONES.getFirst());
        return new QuietPeriod(
                "q",
                random.nextBoolean() ? Set.of() : Set.of(Channel.SMS),
                random.nextBoolean() ? Set.of() : Set.of(MessageType.PROMOTIONAL),
                switch (random.nextInt(3)) {
                    case 0 -> new QuietPeriod.PublicHolidays("FR");
                    case 1 -> new QuietPeriod.Dates(from.plusDays(3), from.plusDays(9));
                    default ->
                            new QuietPeriod.Weekly(
                                    EnumSet.of(
                                            DayOfWeek.SUNDAY,
                                            one(List.of(DayOfWeek.values()), random)),
                                    LocalTime.of(random.nextInt(24), 30),
                                    LocalTime.of(random.nextInt(24), 30),
                                    false);
                });
    }

    private static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
