package org.marronnier.engine.decision;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.pressure.Window;
import org.marronnier.engine.calendar.PublicHolidays;

/**
 * A second reading of sections 3, 5, 6 and 7, written straight from the page: every second at which
 * anything may change is tried in turn, and at each every rule is asked again of every message.
 */
final class Oracle {

    private final Household household;
    private final RuleBook book;
    private final Instant now;

    /** The messages of the household; those accepted last. */
    final List<Line> lines = new ArrayList<>();

    Oracle(Household household, RuleBook book, Instant now) {
        this.household = household;
        this.book = book;
        this.now = now;
        for (var member : household.members()) {
            for (var message : member.history()) {
                lines.add(new Line(member, message, message.at().isAfter(now)));
            }
        }
    }

    /** One message of the household; fresh when it is not sent yet. */
    record Line(Member who, PastMessage what, boolean fresh) {}

    /** Where a candidate ends up; nowhere when it is suppressed, for the reason of a gate. */
    record Answer(@Nullable Instant at, @Nullable Channel channel, @Nullable Gate refusedBy) {}

    Map<Candidate, Answer> answers(List<Candidate> candidates) {
        var answers = new LinkedHashMap<Candidate, Answer>();
        candidates.stream()
                .sorted(
                        Comparator.comparing(
                                        (Candidate c) ->
                                                c.type() == MessageType.TRANSACTIONAL ? 0 : 1)
                                .thenComparing(c -> -c.priority())
                                .thenComparing(c -> c.value().negate())
                                .thenComparing(Candidate::due)
                                .thenComparing(Candidate::contact)
                                .thenComparing(Candidate::id))
                .forEach(candidate -> answers.put(candidate, place(candidate)));
        return answers;
    }

    private Answer place(Candidate candidate) {
        var who = who(candidate.contact());
        var offered = offered(candidate, who);
        if (offered.isEmpty()) {
            return new Answer(null, null, Gate.NO_CONSENT);
        }
        var start = candidate.due().isAfter(now) ? candidate.due() : now;
        if (start.isAfter(candidate.expiry())) {
            return new Answer(null, null, Gate.EXPIRED);
        }
        var everOpen = false;
        for (var x : seconds(start, candidate.expiry())) {
            for (var channel : offered) {
                if (isQuiet(channel, candidate.type(), x, zone(who))) {
                    continue;
                }
                if (!everOpen || candidate.whenCapped() != WhenCapped.DROP) {
                    var line = new Line(who, message(candidate, channel, x), true);
                    if (isAccepted(line)) {
                        lines.add(line);
                        return new Answer(x, channel, null);
                    }
                }
                everOpen = true;
            }
        }
        return new Answer(null, null, everOpen ? Gate.PRESSURE : Gate.QUIET);
    }

    /** Its own windows looking back, and those of the messages not sent yet that contain it. */
    private boolean isAccepted(Line line) {
        lines.add(line);
        var refused =
                rules(line.who).stream().anyMatch(rule -> isBroken(rule, line))
                        || lines.subList(0, lines.size() - 1).stream()
                                .filter(Line::fresh)
                                .anyMatch(
                                        other ->
                                                rules(other.who).stream()
                                                        .anyMatch(
                                                                rule ->
                                                                        isCounted(rule, other, line)
                                                                                && isBroken(
                                                                                        rule,
                                                                                        other)));
        lines.removeLast();
        return !refused;
    }

    /** Whether more messages, or an event, stand in the window of a message than may. */
    boolean isBroken(PressureRule rule, Line line) {
        if (!names(rule.restricts(), line.what, true)) {
            return false;
        }
        if (rule.limit() instanceof PressureRule.Block) {
            return line.who.blocking().getOrDefault(rule.key(), List.of()).stream()
                    .anyMatch(
                            event ->
                                    !event.isAfter(line.what.at())
                                            && within(rule.window(), event, line));
        }
        var cap = (PressureRule.Cap) rule.limit();
        var max = line.who.limits().getOrDefault(rule.key(), cap.max());
        return !(cap.sameOffer() && line.what.offer() == null)
                && lines.stream().filter(other -> isCounted(rule, line, other)).count() > max;
    }

    private boolean isCounted(PressureRule rule, Line line, Line other) {
        return rule.limit() instanceof PressureRule.Cap cap
                && (rule.unit() == PressureRule.Unit.HOUSEHOLD
                        || other.who.externalId().equals(line.who.externalId()))
                && names(cap.counts() == null ? rule.restricts() : cap.counts(), other.what, false)
                && (!cap.sameOffer() || Objects.equals(line.what.offer(), other.what.offer()))
                && within(rule.window(), other.what.at(), line);
    }

    /** The rules of the plan, and the contact's own. */
    List<PressureRule> rules(Member who) {
        var rules = new ArrayList<>(book.pressure());
        who.preferences()
                .forEach(
                        (channel, preference) ->
                                rules.add(
                                        new PressureRule(
                                                "own",
                                                "own",
                                                new Scope(
                                                        Set.of(channel),
                                                        Set.of(
                                                                MessageType.SERVICE,
                                                                MessageType.PROMOTIONAL),
                                                        Set.of(),
                                                        Set.of(),
                                                        Set.of()),
                                                preference.window(),
                                                PressureRule.Unit.PERSON,
                                                new PressureRule.Cap(
                                                        preference.max(),
                                                        null,
                                                        false,
                                                        List.of()))));
        return rules;
    }

    boolean isQuiet(Channel channel, MessageType type, Instant x, ZoneId zone) {
        return book.quiet().stream()
                .filter(period -> any(period.channels(), channel) && any(period.types(), type))
                .anyMatch(period -> isQuiet(period.pattern(), x, zone));
    }

    private static boolean isQuiet(QuietPeriod.Pattern pattern, Instant x, ZoneId zone) {
        for (var back = -1; back <= 1; back++) {
            var day = LocalDateTime.ofInstant(x, zone).toLocalDate().minusDays(back);
            var stretch =
                    switch (pattern) {
                        case QuietPeriod.Weekly weekly ->
                                !weekly.days().contains(day.getDayOfWeek())
                                        ? null
                                        : List.of(
                                                day.atTime(weekly.from()),
                                                (weekly.to().isAfter(weekly.from())
                                                                ? day
                                                                : day.plusDays(1))
                                                        .atTime(weekly.to()));
                        case QuietPeriod.Dates(var from, var to) ->
                                List.of(from.atStartOfDay(), to.plusDays(1).atStartOfDay());
                        case QuietPeriod.PublicHolidays(var country) ->
                                PublicHolidays.of(country, day.getYear()).contains(day)
                                        ? List.of(
                                                day.atStartOfDay(), day.plusDays(1).atStartOfDay())
                                        : null;
                    };
            if (stretch != null
                    && !x.isBefore(read(stretch.getFirst(), zone))
                    && x.isBefore(read(stretch.getLast(), zone))) {
                return true;
            }
        }
        return false;
    }

    /** In a gap the first instant after it, of two the earlier. */
    private static Instant read(LocalDateTime local, ZoneId zone) {
        var offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty()
                ? zone.getRules().getTransition(local).getInstant()
                : local.toInstant(offsets.getFirst());
    }

    /** Every second at which an answer may differ from that of the second before, and more. */
    private TreeSet<Instant> seconds(Instant start, Instant expiry) {
        var seconds = new TreeSet<Instant>(Set.of(start));
        var marks = new HashSet<Instant>();
        lines.forEach(line -> marks.add(line.what.at()));
        household.members().forEach(who -> who.blocking().values().forEach(marks::addAll));
        for (var who : household.members()) {
            var zone = zone(who);
            var times = new HashSet<>(Set.of(LocalTime.MIDNIGHT));
            marks.forEach(mark -> times.add(LocalDateTime.ofInstant(mark, zone).toLocalTime()));
            book.quiet().stream()
                    .map(QuietPeriod::pattern)
                    .filter(QuietPeriod.Weekly.class::isInstance)
                    .map(QuietPeriod.Weekly.class::cast)
                    .forEach(weekly -> times.addAll(List.of(weekly.from(), weekly.to())));
            var offsets = new HashSet<ZoneOffset>();
            for (var day = start; !day.isAfter(expiry); day = day.plusSeconds(3600)) {
                offsets.add(zone.getRules().getOffset(day));
            }
            var transition = zone.getRules().nextTransition(start);
            while (transition != null && !transition.getInstant().isAfter(expiry)) {
                seconds.add(transition.getInstant());
                transition = zone.getRules().nextTransition(transition.getInstant());
            }
            var last = LocalDateTime.ofInstant(expiry, zone).toLocalDate().plusDays(1);
            for (var day = LocalDateTime.ofInstant(start, zone).toLocalDate();
                    !day.isAfter(last);
                    day = day.plusDays(1)) {
                for (var time : times) {
                    for (var offset : offsets) {
                        seconds.add(day.atTime(time).toInstant(offset));
                    }
                }
            }
            for (var rule : rules(who)) {
                if (rule.window() instanceof Window.Rolling(var span) && span.isExact()) {
                    marks.forEach(mark -> seconds.add(mark.plus(span.time())));
                }
            }
        }
        seconds.addAll(marks);
        for (var second : List.copyOf(seconds)) {
            seconds.add(second.plusSeconds(1));
        }
        return new TreeSet<>(seconds.subSet(start, true, expiry, true));
    }

    private Member who(String contact) {
        return household.members().stream()
                .filter(member -> member.externalId().equals(contact))
                .findFirst()
                .orElseThrow();
    }

    private ZoneId zone(Member who) {
        return who.zone() == null ? book.zone() : who.zone();
    }

    static PastMessage message(Candidate candidate, Channel channel, Instant at) {
        return new PastMessage(
                at,
                channel,
                candidate.type(),
                candidate.programme(),
                candidate.source(),
                candidate.purpose(),
                candidate.tags(),
                candidate.offer());
    }

    private static List<Channel> offered(Candidate candidate, Member who) {
        var usable = new ArrayList<Channel>();
        for (var channel : candidate.channels()) {
            var consent = who.consents().get(new Member.ConsentKey(channel, "offers"));
            var granted = consent != null && consent.status() == ConsentStatus.GRANTED;
            var refused =
                    consent != null
                            && (consent.status() == ConsentStatus.DENIED
                                    || consent.status() == ConsentStatus.WITHDRAWN);
            var permitted =
                    switch (candidate.type()) {
                        case TRANSACTIONAL -> true;
                        case SERVICE -> !refused;
                        case PROMOTIONAL -> granted;
                    };
            if (permitted) {
                usable.add(channel);
            }
        }
        return candidate.whenCapped() == WhenCapped.NEXT_CHANNEL || usable.isEmpty()
                ? usable
                : List.of(usable.getFirst());
    }

    private static boolean names(Scope scope, PastMessage message, boolean toRestrict) {
        if (toRestrict
                && message.type() == MessageType.TRANSACTIONAL
                && !scope.types().contains(MessageType.TRANSACTIONAL)) {
            return false;
        }
        return any(scope.channels(), message.channel())
                && any(scope.types(), message.type())
                && any(scope.programmes(), message.programme())
                && any(scope.purposes(), message.purpose())
                && (scope.tags().isEmpty() || !Collections.disjoint(scope.tags(), message.tags()));
    }

    private static <T> boolean any(Set<T> names, @Nullable T value) {
        return names.isEmpty() || (value != null && names.contains(value));
    }

    /** Whether an instant lies in the window of a message, on the clock of its contact. */
    private boolean within(Window window, Instant counted, Line line) {
        var end = line.what.at();
        if (window instanceof Window.Rolling(var span) && span.period().isZero()) {
            return counted.compareTo(end.minus(span.time())) > 0 && counted.compareTo(end) <= 0;
        }
        var l = LocalDateTime.ofInstant(end, zone(line.who));
        var c = LocalDateTime.ofInstant(counted, zone(line.who));
        if (window instanceof Window.Rolling(var span)) {
            return c.compareTo(l.minus(span.period())) > 0 && c.compareTo(l) <= 0;
        }
        var unit = ((Window.Calendar) window).unit();
        var day = l.toLocalDate();
        var first =
                switch (unit) {
                    case DAY -> day;
                    case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case MONTH -> day.withDayOfMonth(1);
                    case QUARTER -> day.with(l.getMonth().firstMonthOfQuarter()).withDayOfMonth(1);
                    case YEAR -> day.withDayOfYear(1);
                };
        var next =
                switch (unit) {
                    case DAY -> first.plusDays(1);
                    case WEEK -> first.plusWeeks(1);
                    case MONTH -> first.plusMonths(1);
                    case QUARTER -> first.plusMonths(3);
                    case YEAR -> first.plusYears(1);
                };
        return !c.toLocalDate().isBefore(first) && c.toLocalDate().isBefore(next);
    }
}
