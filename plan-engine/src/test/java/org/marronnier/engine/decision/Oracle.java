package org.marronnier.engine.decision;

import static java.util.Comparator.comparing;
import static org.marronnier.domain.pressure.GivenRules.cap;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentKind;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.PressureRule;

/**
 * A second reading of the sections 3 and 5 to 7 of the decision rules, straight from the page:
 * every second at which anything may change is tried in turn, and at each every rule is asked again
 * of every message.
 */
final class Oracle {

    /** Of an hour, in seconds. */
    private static final int QUARTER = 900;

    private final Household household;
    private final RuleBook book;
    private final Instant now;

    /** The messages of the household; those accepted last. */
    final List<Line> lines = new ArrayList<>();

    Oracle(Household household, RuleBook book, Instant now) {
        this.household = household;
        this.book = book;
        this.now = now;
        for (var who : household.members()) {
            for (var message : who.history()) {
                lines.add(new Line(who, message, message.at().isAfter(now)));
            }
        }
    }

    /** One message of the household; fresh when it is not sent yet. */
    record Line(Member who, PastMessage what, boolean fresh) {}

    /** Where a candidate ends up; nowhere when it is suppressed, for the reason of a gate. */
    record Answer(
            String candidate,
            @Nullable Instant at,
            @Nullable Channel channel,
            @Nullable Gate refusedBy) {}

    /** Of the candidates in rank order. */
    List<Answer> answers(List<Candidate> candidates) {
        return candidates.stream()
                .sorted(
                        comparing((Candidate one) -> one.type() != MessageType.TRANSACTIONAL)
                                .thenComparing(one -> -one.priority())
                                .thenComparing(one -> one.value().negate())
                                .thenComparing(Candidate::due)
                                .thenComparing(Candidate::contact)
                                .thenComparing(Candidate::id))
                .map(this::place)
                .toList();
    }

    private Answer place(Candidate candidate) {
        var who = Objects.requireNonNull(household.byExternalId().get(candidate.contact()));
        var offered = offered(candidate, who);
        var start = candidate.due().isAfter(now) ? candidate.due() : now;
        if (offered.isEmpty()) {
            return new Answer(candidate.id(), null, null, Gate.NO_CONSENT);
        }
        if (start.isAfter(candidate.expiry())) {
            return new Answer(candidate.id(), null, null, Gate.EXPIRED);
        }
        var everOpen = false;
        for (var x : seconds(start, candidate.expiry())) {
            var open = offered.stream().filter(one -> isOpen(one, candidate, who, x)).toList();
            for (var channel : open) {
                var line = new Line(who, message(candidate, channel, x), true);
                if (isAccepted(line)) {
                    lines.add(line);
                    return new Answer(candidate.id(), x, channel, null);
                }
            }
            everOpen |= !open.isEmpty();
            if (everOpen && candidate.whenCapped() == WhenCapped.DROP) {
                break;
            }
        }
        return new Answer(candidate.id(), null, null, everOpen ? Gate.PRESSURE : Gate.QUIET);
    }

    /** The usable channels, or the first of them. */
    private static List<Channel> offered(Candidate candidate, Member who) {
        var usable = candidate.channels().stream().filter(one -> permits(who, one, candidate));
        return candidate.whenCapped() == WhenCapped.NEXT_CHANNEL
                ? usable.toList()
                : usable.limit(1).toList();
    }

    /** By the default typology; everybody has an address on every channel. */
    private static boolean permits(Member who, Channel channel, Candidate candidate) {
        var consent = who.consents().get(new ConsentKind(channel, "offers"));
        var status = consent == null ? null : consent.status();
        return switch (candidate.type()) {
            case TRANSACTIONAL -> true;
            case SERVICE -> status != ConsentStatus.DENIED && status != ConsentStatus.WITHDRAWN;
            case PROMOTIONAL -> status == ConsentStatus.GRANTED;
        };
    }

    private boolean isOpen(Channel channel, Candidate candidate, Member who, Instant x) {
        return book.quiet().stream()
                .noneMatch(
                        period ->
                                NaiveRules.isQuiet(
                                        period, channel, candidate.type(), x, zone(who)));
    }

    /** Its own windows looking back, and those of the messages not sent yet that contain it. */
    private boolean isAccepted(Line line) {
        lines.add(line);
        var isAccepted =
                rules(line.who).stream().noneMatch(rule -> isBroken(rule, line))
                        && lines.stream()
                                .filter(Line::fresh)
                                .noneMatch(other -> isBrokenBy(line, other));
        lines.removeLast();
        return isAccepted;
    }

    private boolean isBrokenBy(Line line, Line other) {
        return rules(other.who).stream()
                .anyMatch(rule -> isCounted(rule, other, line) && isBroken(rule, other));
    }

    /** Whether more messages, or an event, stand in the window of a message than may. */
    boolean isBroken(PressureRule rule, Line line) {
        if (!NaiveRules.isRestrictedBy(rule.restricts(), line.what.kind())) {
            return false;
        }
        return switch (rule.limit()) {
            case PressureRule.Block _ ->
                    line.who.blocking().getOrDefault(rule.key(), List.of()).stream()
                            .anyMatch(
                                    event ->
                                            !event.isAfter(line.what.at())
                                                    && isInWindow(rule, event, line));
            case PressureRule.Cap cap ->
                    !(cap.sameOffer() && line.what.offer() == null)
                            && lines.stream().filter(other -> isCounted(rule, line, other)).count()
                                    > line.who.limits().getOrDefault(rule.key(), cap.max());
        };
    }

    private boolean isCounted(PressureRule rule, Line line, Line other) {
        return rule.limit() instanceof PressureRule.Cap(var _, var counts, var sameOffer, var _)
                && (rule.unit() == PressureRule.Unit.HOUSEHOLD
                        || other.who.externalId().equals(line.who.externalId()))
                && NaiveRules.isIn(counts == null ? rule.restricts() : counts, other.what.kind())
                && (!sameOffer || Objects.equals(line.what.offer(), other.what.offer()))
                && isInWindow(rule, other.what.at(), line);
    }

    private boolean isInWindow(PressureRule rule, Instant counted, Line line) {
        return NaiveRules.isInWindow(rule.window(), counted, line.what.at(), zone(line.who));
    }

    /** The rules of the plan, and the contact's own. */
    List<PressureRule> rules(Member who) {
        return Stream.concat(book.pressure().stream(), NaiveRules.own(who).stream()).toList();
    }

    /**
     * Every second at which an answer may differ from that of the second before, and more: clocks
     * change, days begin, quiet hours and windows end a whole number of quarters of an hour after
     * 1970, a message or an event, or a second after a message that is not sent yet.
     */
    private TreeSet<Instant> seconds(Instant start, Instant expiry) {
        var marks = new ArrayList<>(List.of(Instant.EPOCH, start));
        household.members().forEach(who -> who.blocking().values().forEach(marks::addAll));
        for (var line : lines) {
            marks.add(line.what.at());
            marks.add(line.what.at().plusSeconds(line.fresh ? 1 : 0));
        }
        var seconds = new TreeSet<Instant>();
        for (var mark : marks) {
            var away = Math.floorMod(mark.getEpochSecond() - start.getEpochSecond(), QUARTER);
            for (var x = start.plusSeconds(away); !x.isAfter(expiry); x = x.plusSeconds(QUARTER)) {
                seconds.add(x);
            }
        }
        return seconds;
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
}
