package org.marronnier.engine.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.engine.decision.Reason.Pressure.Holder;
import org.marronnier.engine.decision.Reason.Pressure.Refusal;
import org.marronnier.engine.decision.Reason.Pressure.Standing;

/**
 * A household whose messages have taken their {@link Places}: finds the place of a candidate, and
 * says in objects why it is no better one.
 */
final class SeatedHousehold {

    /** How far a quiet stretch is followed to say when it ends. */
    private static final Duration NEAR = Duration.ofDays(31);

    private final RuleBook rules;
    private final CompiledRules compiled;
    private final Places places;
    private final Instant now;
    private final Map<String, Seat> members = new HashMap<>();
    private final Map<String, Integer> offers = new HashMap<>();
    private final List<Holder> holders = new ArrayList<>();

    SeatedHousehold(
            Household household,
            RuleBook rules,
            CompiledRules compiled,
            QuietTimetable quiet,
            Places places,
            Instant now) {
        this.rules = rules;
        this.compiled = compiled;
        this.places = places;
        this.now = now;
        places.open();
        household.members().stream()
                .sorted(Comparator.comparing(Member::externalId, ExternalIds.ORDER))
                .forEach(member -> seat(member, quiet));
    }

    /** Where a message may leave. */
    record Place(Channel channel, Instant at) {}

    Search search(Candidate candidate, Member member, List<Channel> offered) {
        return new Search(candidate, member, offered);
    }

    private void seat(Member member, QuietTimetable quiet) {
        var seat = places.seat(quiet.of(rules.zoneOf(member)));
        members.put(member.externalId(), seat);
        for (var r = 0; r < rules.pressure().size(); r++) {
            var rule = rules.pressure().get(r).key();
            var limit = member.limits().get(rule);
            if (limit != null) {
                seat.limit(r, limit);
            }
            for (var event : member.blocking().getOrDefault(rule, List.of())) {
                seat.happened(r, event.getEpochSecond());
            }
        }
        member.preferences()
                .forEach(
                        (channel, preference) ->
                                seat.prefer(
                                        channel,
                                        preference.max(),
                                        new PackedWindow(preference.window())));
        var history =
                member.history().stream()
                        .sorted(
                                Comparator.comparing(PastMessage::at)
                                        .thenComparing(PastMessage::source))
                        .toList();
        for (var message : history) {
            var second = message.at().getEpochSecond();
            if (second >= seat.since) {
                places.tell(seat, compiled.kind(message.kind()), offer(message.offer()), second);
                holders.add(
                        new Holder(
                                message.source(),
                                member.externalId(),
                                message.at(),
                                Standing.SENT));
            }
        }
        places.recall(seat);
    }

    private int offer(@Nullable String offer) {
        return offer == null
                ? Places.NO_OFFER
                : offers.computeIfAbsent(offer, any -> offers.size() + 1);
    }

    /** The search for the place of one candidate on the channels that it offers, best first. */
    final class Search {

        private final Candidate candidate;
        private final Member member;
        private final List<Channel> offered;
        private final Path path;
        private final Seat seat;
        private final int offer;
        private final long start;
        private final long expiry;

        private Search(Candidate candidate, Member member, List<Channel> offered) {
            this.candidate = candidate;
            this.member = member;
            this.offered = offered;
            this.path = new Path(offered.stream().map(this::kind).toArray(CompiledKind[]::new));
            this.seat = Objects.requireNonNull(members.get(member.externalId()));
            this.offer = offer(candidate.offer());
            this.start = later(candidate.due(), now).getEpochSecond();
            this.expiry = candidate.expiry().getEpochSecond();
        }

        /** The earliest second, on the first channel of those that are free at it. */
        Optional<Place> place() {
            var chosen = find(expiry);
            return chosen == Places.NOWHERE
                    ? Optional.empty()
                    : Optional.of(
                            new Place(
                                    offered.get(chosen), Instant.ofEpochSecond(places.placedAt())));
        }

        /** Holds a place that was found. */
        void take(Place place) {
            places.take(seat, kind(place.channel()), offer, place.at().getEpochSecond());
            holders.add(
                    new Holder(
                            candidate.source(),
                            candidate.contact(),
                            place.at(),
                            candidate.due().isAfter(now) ? Standing.RESERVED : Standing.PLACED));
        }

        /** What stands in the way on the first channel, unless a message could leave at once. */
        List<Reason> whyNotAtOnce() {
            if (find(start) != Places.NOWHERE) {
                return List.of();
            }
            var channel = offered.getFirst();
            var open = opens(channel);
            var reasons = new ArrayList<Reason>();
            quiet(channel).ifPresent(reasons::add);
            pressure(channel, open <= expiry ? open : start).ifPresent(reasons::add);
            return reasons;
        }

        /** The rules that refuse when it is not quiet first, or that it is quiet up to the end. */
        List<Reason> whyNotAtAll() {
            var reasons = new ArrayList<Reason>();
            var open = offered.stream().filter(channel -> opens(channel) <= expiry).findFirst();
            open.flatMap(channel -> pressure(channel, opens(channel))).ifPresent(reasons::add);
            quiet(offered.getFirst()).ifPresent(reasons::add);
            if (open.isEmpty()) {
                pressure(offered.getFirst(), start).ifPresent(reasons::add);
            }
            return reasons;
        }

        private int find(long last) {
            return places.place(seat, path, offer, start, last, Judgement.isDropped(candidate));
        }

        private long opens(Channel channel) {
            return places.opens(seat, kind(channel), start, expiry);
        }

        private Optional<Reason> quiet(Channel channel) {
            var periods =
                    QuietHours.forbidding(
                            rules.quiet(),
                            channel,
                            candidate.type(),
                            Instant.ofEpochSecond(start),
                            rules.zoneOf(member));
            if (periods.isEmpty()) {
                return Optional.empty();
            }
            var near = start + NEAR.toSeconds();
            var until = places.opens(seat, kind(channel), start, near);
            return Optional.of(
                    new Reason.Quiet(
                            channel, periods, until > near ? null : Instant.ofEpochSecond(until)));
        }

        private Optional<Reason> pressure(Channel channel, long x) {
            var refusals =
                    IntStream.range(0, Long.SIZE)
                            .filter(
                                    rule ->
                                            places.clear(seat, kind(channel), offer, x, 1L << rule)
                                                    > x)
                            .mapToObj(rule -> refusal(rule, channel, x))
                            .toList();
            return refusals.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Reason.Pressure(channel, refusals));
        }

        private Refusal refusal(int rule, Channel channel, long x) {
            var excess = places.excess(rule, seat, kind(channel), offer, x);
            var heldBy =
                    IntStream.of(excess.by())
                            .mapToObj(holders::get)
                            .sorted(LATEST_FIRST)
                            .limit(Refusal.HOLDERS)
                            .toList();
            return new Refusal(
                    key(rule), excess.counted(), excess.max(), heldBy, freeAgain(rule, channel, x));
        }

        private Instant freeAgain(int rule, Channel channel, long x) {
            var free = x;
            for (var next = clear(rule, channel, free); next > free; ) {
                free = next;
                next = clear(rule, channel, free);
            }
            return Instant.ofEpochSecond(free);
        }

        private long clear(int rule, Channel channel, long x) {
            return places.clear(seat, kind(channel), offer, x, 1L << rule);
        }

        private String key(int rule) {
            return rule < rules.pressure().size()
                    ? rules.pressure().get(rule).key()
                    : Member.Preference.key(Channel.values()[rule - rules.pressure().size()]);
        }

        private CompiledKind kind(Channel channel) {
            return compiled.kind(candidate.kind(channel));
        }
    }

    /** Of equal instants by what they are, so that the order of the facts changes nothing. */
    private static final Comparator<Holder> LATEST_FIRST =
            Comparator.comparing(Holder::at, Comparator.reverseOrder())
                    .thenComparing(Holder::standing, Comparator.reverseOrder())
                    .thenComparing(Holder::source)
                    .thenComparing(Holder::contact);

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
