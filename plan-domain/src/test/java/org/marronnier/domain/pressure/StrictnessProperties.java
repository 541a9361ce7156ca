package org.marronnier.domain.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;

/** What is held to be stricter lets nothing through that the other would not, tried out. */
class StrictnessProperties {

    private static final LocalDateTime START = LocalDateTime.of(2027, 1, 1, 0, 0);
    private static final List<String> SPANS = List.of("P1D", "P6D", "P7D", "P28D", "P31D", "P1M");

    private record Sent(LocalDateTime at, Channel channel, MessageType type, String offer) {}

    @Property(tries = 2_000)
    void whateverKeepsAStricterRuleKeepsTheOther(@ForAll Random random) {
        var floor = rule(random);
        var rule = random.nextInt(4) == 0 ? rule(random) : nearly(floor, random);
        var stricter = Strictness.laxer(rule, floor).isEmpty();
        Statistics.collect(stricter ? "stricter" : "not known to be");

        var kept = keeping(rule, random);

        if (stricter) {
            assertThat(kept).allMatch(one -> holds(floor, kept, one));
        }
    }

    @Property(tries = 1_000)
    void wheneverItIsQuietByTheOtherItIsQuietByAStricterPeriod(@ForAll Random random) {
        var floor = weekly(random);
        var period =
                random.nextBoolean()
                        ? weekly(random)
                        : new QuietPeriod.Weekly(
                                union(floor.days(), weekly(random).days()),
                                floor.from().minusMinutes(random.nextInt(90)),
                                floor.to().plusMinutes(random.nextInt(90)),
                                false);
        var stricter = QuietWeek.holds(period, floor);
        Statistics.collect(stricter ? "stricter" : "not");

        var open =
                IntStream.range(0, 7 * 24 * 4)
                        .mapToObj(quarter -> START.plusMinutes(15L * quarter))
                        .filter(at -> isQuiet(floor, at))
                        .anyMatch(at -> !isQuiet(period, at));

        if (stricter) {
            assertThat(open).isFalse();
        }
    }

    /** Messages at random, each taken only where the rule allows it. */
    private static List<Sent> keeping(PressureRule rule, Random random) {
        var kept = new ArrayList<Sent>();
        var at = START;
        for (var i = 0; i < 40; i++) {
            at = at.plusHours(1 + random.nextInt(60));
            var sent =
                    new Sent(
                            at,
                            one(Channel.values(), random),
                            one(MessageType.values(), random),
                            random.nextInt(3) == 0 ? "" : "offer-" + random.nextInt(2));
            kept.add(sent);
            if (!kept.stream().allMatch(one -> holds(rule, kept, one))) {
                kept.removeLast();
            }
        }
        return kept;
    }

    private static boolean holds(PressureRule rule, List<Sent> all, Sent message) {
        var cap = (PressureRule.Cap) rule.limit();
        if (!restricts(rule.restricts(), message)
                || (cap.sameOffer() && message.offer().isEmpty())) {
            return true;
        }
        return all.stream()
                        .filter(
                                other ->
                                        isIn(rule.counts(), other)
                                                && isInWindow(rule.window(), other, message)
                                                && (!cap.sameOffer()
                                                        || other.offer().equals(message.offer())))
                        .count()
                <= cap.max();
    }

    private static boolean isInWindow(Window window, Sent other, Sent message) {
        return switch (window) {
            case Window.Rolling(var span) ->
                    !other.at().isAfter(message.at())
                            && other.at().isAfter(span.before(message.at()));
            case Window.Calendar(var unit) ->
                    same(unit, other.at()).equals(same(unit, message.at()));
        };
    }

    private static List<Object> same(Window.Unit unit, LocalDateTime at) {
        return switch (unit) {
            case DAY -> List.of(at.toLocalDate());
            case WEEK ->
                    List.of(
                            at.get(WeekFields.ISO.weekBasedYear()),
                            at.get(WeekFields.ISO.weekOfWeekBasedYear()));
            case MONTH -> List.of(at.getYear(), at.getMonth());
            case QUARTER -> List.of(at.getYear(), at.get(IsoFields.QUARTER_OF_YEAR));
            case YEAR -> List.of(at.getYear());
        };
    }

    private static boolean restricts(Scope scope, Sent sent) {
        return isIn(scope, sent)
                && (sent.type() != MessageType.TRANSACTIONAL
                        || scope.types().contains(MessageType.TRANSACTIONAL));
    }

    private static boolean isIn(Scope scope, Sent sent) {
        return (scope.channels().isEmpty() || scope.channels().contains(sent.channel()))
                && (scope.types().isEmpty() || scope.types().contains(sent.type()));
    }

    private static PressureRule rule(Random random) {
        return new PressureRule(
                "r",
                "R",
                scope(random),
                window(random),
                PressureRule.Unit.PERSON,
                new PressureRule.Cap(
                        1 + random.nextInt(3),
                        random.nextInt(3) == 0 ? scope(random) : null,
                        random.nextInt(4) == 0,
                        List.of()));
    }

    /** A rule with one or two parts said anew. */
    private static PressureRule nearly(PressureRule rule, Random random) {
        var other = rule(random);
        var cap = (PressureRule.Cap) rule.limit();
        var another = (PressureRule.Cap) other.limit();
        BooleanSupplier said = () -> random.nextInt(3) == 0;
        return new PressureRule(
                rule.key(),
                rule.name(),
                said.getAsBoolean() ? other.restricts() : rule.restricts(),
                said.getAsBoolean() ? other.window() : rule.window(),
                rule.unit(),
                new PressureRule.Cap(
                        said.getAsBoolean() ? another.max() : cap.max(),
                        said.getAsBoolean() ? another.counts() : cap.counts(),
                        said.getAsBoolean() ? another.sameOffer() : cap.sameOffer(),
                        List.of()));
    }

    private static Scope scope(Random random) {
        return GivenRules.scope(some(Channel.class, random), some(MessageType.class, random));
    }

    private static Window window(Random random) {
        return random.nextBoolean()
                ? GivenRules.rolling(SPANS.get(random.nextInt(SPANS.size())))
                : new Window.Calendar(one(Window.Unit.values(), random));
    }

    private static QuietPeriod.Weekly weekly(Random random) {
        var days = EnumSet.of(one(DayOfWeek.values(), random), one(DayOfWeek.values(), random));
        return new QuietPeriod.Weekly(
                random.nextBoolean() ? EnumSet.allOf(DayOfWeek.class) : days,
                LocalTime.of(random.nextInt(24), 15 * random.nextInt(4)),
                LocalTime.of(random.nextInt(24), 15 * random.nextInt(4)),
                false);
    }

    /** Read as the words say it: today's stretch, or the end of yesterday's. */
    private static boolean isQuiet(QuietPeriod.Weekly weekly, LocalDateTime at) {
        var time = at.toLocalTime();
        var overMidnight = !weekly.to().isAfter(weekly.from());
        var today = weekly.days().contains(at.getDayOfWeek());
        var yesterday = weekly.days().contains(at.getDayOfWeek().minus(1));
        return overMidnight
                ? (today && !time.isBefore(weekly.from()))
                        || (yesterday && time.isBefore(weekly.to()))
                : today && !time.isBefore(weekly.from()) && time.isBefore(weekly.to());
    }

    private static Set<DayOfWeek> union(Set<DayOfWeek> some, Set<DayOfWeek> others) {
        var all = EnumSet.copyOf(some);
        all.addAll(others);
        return all;
    }

    private static <E extends Enum<E>> Set<E> some(Class<E> type, Random random) {
        var some = EnumSet.noneOf(type);
        if (random.nextInt(3) > 0) {
            some.add(one(type.getEnumConstants(), random));
            some.add(one(type.getEnumConstants(), random));
        }
        return some;
    }

    private static <T> T one(T[] all, Random random) {
        return all[random.nextInt(all.length)];
    }
}
