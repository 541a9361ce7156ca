package org.marronnier.domain.pressure;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.message.MessageType;

/**
 * Whether a rule is at least as strict as another: whatever keeps it keeps the other. Where that
 * depends on more than the two say, such as on how many days a month has, it is held not to be, so
 * that what passes is never laxer.
 */
public final class Strictness {

    private static final Set<MessageType> RESTRICTED_BY_DEFAULT =
            EnumSet.of(MessageType.SERVICE, MessageType.PROMOTIONAL);

    private static final String PAUSED = "paused";

    private Strictness() {}

    /**
     * Where a pressure rule is laxer than another.
     *
     * @return the paths of the fields that say less, such as {@code max} or {@code
     *     overrides[0].max}; none where it is at least as strict
     */
    public static List<String> laxer(PressureRule rule, PressureRule floor) {
        var laxer = new ArrayList<>(laxer("restricts", rule.restricts(), floor.restricts(), true));
        switch (floor.limit()) {
            case PressureRule.Cap least -> {
                if (rule.limit() instanceof PressureRule.Cap cap) {
                    laxer.addAll(laxer(cap, least));
                    laxer.addAll(laxer("counts", rule.counts(), floor.counts(), false));
                } else {
                    laxer.add("max");
                }
            }
            case PressureRule.Block least -> {
                if (!(rule.limit() instanceof PressureRule.Block block)
                        || !block.event().equals(least.event())
                        || !Set.copyOf(least.where()).containsAll(block.where())) {
                    laxer.add("after");
                }
            }
        }
        if (!Windows.holds(rule.window(), floor.window())
                || (isLookedBackInto(rule, floor) && !restrictsAllCounted(rule, floor))) {
            laxer.add("window");
        }
        if (rule.unit() != floor.unit() && floor.unit() == PressureRule.Unit.HOUSEHOLD) {
            laxer.add("unit");
        }
        laxer.addAll(names(PAUSED, !rule.paused()));
        return List.copyOf(laxer);
    }

    /**
     * Where a quiet period is laxer than another.
     *
     * @return the paths of the fields that say less; none where it is at least as strict
     */
    public static List<String> laxer(QuietPeriod period, QuietPeriod floor) {
        return Stream.of(
                        names("channels", channels(period.channels(), floor.channels())),
                        names("types", types(period.types(), floor.types())),
                        names(PAUSED, !period.paused()),
                        names(
                                pattern(floor.pattern()),
                                QuietWeek.holds(period.pattern(), floor.pattern())))
                .flatMap(List::stream)
                .toList();
    }

    /** Whether a regime asks for at least as much consent as that of another line of its cell. */
    public static boolean asksForAsMuch(Typology.Line line, Typology.Line floor) {
        return line.regime().compareTo(floor.regime()) >= 0;
    }

    /**
     * Whether a rolling window stands for one of the calendar, which later messages fill as well.
     */
    private static boolean isLookedBackInto(PressureRule rule, PressureRule floor) {
        return floor.limit() instanceof PressureRule.Cap
                && rule.window() instanceof Window.Rolling
                && floor.window() instanceof Window.Calendar;
    }

    /**
     * Whether each message that fills a window of the floor is one that the rule looks back from.
     */
    private static boolean restrictsAllCounted(PressureRule rule, PressureRule floor) {
        var counted = floor.counts();
        return laxer("restricts", rule.restricts(), counted, false).isEmpty()
                && restricted(rule.restricts())
                        .containsAll(all(counted.types(), MessageType.class));
    }

    /**
     * The limits of contacts of whom nothing is known but that they match none of the targets that
     * both begin with are compared with the least that they may have under the floor.
     */
    private static List<String> laxer(PressureRule.Cap cap, PressureRule.Cap floor) {
        var laxer = new ArrayList<String>();
        var alike = 0;
        while (alike < Math.min(cap.overrides().size(), floor.overrides().size())
                && cap.overrides()
                        .get(alike)
                        .target()
                        .equals(floor.overrides().get(alike).target())) {
            alike++;
        }
        var least =
                floor.overrides().stream()
                        .skip(alike)
                        .mapToInt(PressureRule.Special::max)
                        .reduce(floor.max(), Math::min);
        if (cap.max() > least) {
            laxer.add("max");
        }
        for (var i = 0; i < cap.overrides().size(); i++) {
            var most = i < alike ? floor.overrides().get(i).max() : least;
            if (cap.overrides().get(i).max() > most) {
                laxer.add("overrides[" + i + "].max");
            }
        }
        if (cap.sameOffer() && !floor.sameOffer()) {
            laxer.add("sameOffer");
        }
        return laxer;
    }

    /**
     * The fields in which a scope holds less than another.
     *
     * @param path of the scope in its rule
     * @param restricts whether transactional messages are only meant where they are named
     */
    private static List<String> laxer(String path, Scope scope, Scope floor, boolean restricts) {
        return Stream.of(
                        names(path + ".channels", channels(scope.channels(), floor.channels())),
                        names(
                                path + ".types",
                                restricts
                                        ? restricted(scope).containsAll(restricted(floor))
                                        : types(scope.types(), floor.types())),
                        names(
                                path + ".programmes",
                                holdsAny(scope.programmes(), floor.programmes())),
                        names(path + ".tags", holdsAny(scope.tags(), floor.tags())),
                        names(path + ".purposes", holdsAny(scope.purposes(), floor.purposes())))
                .flatMap(List::stream)
                .toList();
    }

    private static Set<MessageType> restricted(Scope scope) {
        return scope.types().isEmpty() ? RESTRICTED_BY_DEFAULT : scope.types();
    }

    private static boolean channels(Set<Channel> channels, Set<Channel> floor) {
        return all(channels, Channel.class).containsAll(all(floor, Channel.class));
    }

    private static boolean types(Set<MessageType> types, Set<MessageType> floor) {
        return all(types, MessageType.class).containsAll(all(floor, MessageType.class));
    }

    /** What a set of a scope means: all there are where it names none. */
    private static <E extends Enum<E>> Set<E> all(Set<E> some, Class<E> type) {
        return some.isEmpty() ? EnumSet.allOf(type) : some;
    }

    /** Whether a set holds another, where an empty one means all there may be. */
    private static <T> boolean holdsAny(Set<T> set, Set<T> other) {
        return set.isEmpty() || (!other.isEmpty() && set.containsAll(other));
    }

    private static List<String> names(String path, boolean holds) {
        return holds ? List.of() : List.of(path);
    }

    private static String pattern(QuietPeriod.Pattern pattern) {
        return switch (pattern) {
            case QuietPeriod.Weekly _ -> "from";
            case QuietPeriod.Dates _ -> "dates";
            case QuietPeriod.PublicHolidays _ -> "publicHolidays";
        };
    }
}
