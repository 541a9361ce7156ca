package org.marronnier.engine.decision;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.pressure.Window;

/**
 * The judgement of {@link Judgement} over columns, from gate 7 on: the same places, found for many
 * households without an object for each. What was suppressed is explained by asking {@link
 * Judgement} about its household. Not for several threads: each has its own.
 */
public final class PackedJudgement {

    private final long now;
    private final CompiledRules rules;
    private final QuietTimetable quiet;
    private final Places places;

    private final Map<ZoneId, Integer> zones = new HashMap<>();
    private final List<LocalHours> hours = new ArrayList<>();
    private final List<PackedWindow> windows = new ArrayList<>();
    private Path[] paths = new Path[16];
    private int pathCount;

    /**
     * @param now in whole seconds
     */
    public PackedJudgement(RuleBook rules, Instant now) {
        this.now = now.getEpochSecond();
        this.rules = new CompiledRules(rules.pressure());
        this.quiet = new QuietTimetable(rules.quiet(), now);
        this.places = new Places(this.rules, this.now);
    }

    /** The number of a zone. */
    public int zone(ZoneId zone) {
        return zones.computeIfAbsent(
                zone,
                any -> {
                    hours.add(quiet.of(zone));
                    return hours.size() - 1;
                });
    }

    /** The number of a kind of message. */
    public int kind(MessageKind kind) {
        return rules.kind(kind).number();
    }

    /** The number of the window of a preference. */
    public int window(Window window) {
        windows.add(new PackedWindow(window));
        return windows.size() - 1;
    }

    /**
     * The number of a path.
     *
     * @param kinds what a message would be on each channel that it offers, best first
     */
    public int path(int... kinds) {
        if (pathCount == paths.length) {
            paths = Arrays.copyOf(paths, 2 * pathCount);
        }
        paths[pathCount] =
                new Path(IntStream.of(kinds).mapToObj(rules::kind).toArray(CompiledKind[]::new));
        return pathCount++;
    }

    /** Decides all candidates, household by household. */
    public void decide(PackedHouseholds in, PackedDecisions out) {
        out.reserve(in.candidates);
        for (var household = 0; household < in.households; household++) {
            seat(in, household);
            for (var c = in.candidatesFrom[household]; c < in.candidatesFrom[household + 1]; c++) {
                decide(in, c, out);
            }
        }
    }

    private void decide(PackedHouseholds in, int c, PackedDecisions out) {
        var start = Math.max(in.due[c], now);
        var path = paths[in.path[c]];
        var seat = places.seat(in.asks[c]);
        var which = places.place(seat, path, in.offer[c], start, in.expiry[c], in.isDropped[c]);
        if (which == Places.NOWHERE) {
            var refusing =
                    out.isNaming() ? refusing(in, c, seat, path, start) : PackedDecisions.QUIET;
            out.put(c, PackedDecisions.NEVER, refusing);
            return;
        }
        var at = places.placedAt();
        places.take(seat, path.kinds[which], in.offer[c], at);
        out.put(c, at, which);
    }

    /** The first rule that refuses on the first channel that is not quiet up to the expiry. */
    private int refusing(PackedHouseholds in, int c, Seat seat, Path path, long start) {
        for (var kind : path.kinds) {
            var open = places.opens(seat, kind, start, in.expiry[c]);
            if (open <= in.expiry[c]) {
                return places.refusing(seat, kind, in.offer[c], open);
            }
        }
        return PackedDecisions.QUIET;
    }

    private void seat(PackedHouseholds in, int household) {
        places.open();
        for (var i = in.contactsFrom[household]; i < in.contactsFrom[household + 1]; i++) {
            var seat = places.seat(hours.get(in.zone[i]));
            for (var r = in.rulesFrom[i]; r < in.rulesFrom[i + 1]; r++) {
                own(in, r, seat);
            }
            for (var s = in.messagesFrom[i]; s < in.messagesFrom[i + 1]; s++) {
                if (in.sentAt[s] >= seat.since) {
                    places.tell(seat, rules.kind(in.sentKind[s]), in.sentOffer[s], in.sentAt[s]);
                }
            }
            places.recall(seat);
        }
    }

    private void own(PackedHouseholds in, int r, Seat seat) {
        switch (in.ruleForm[r]) {
            case PackedHouseholds.LIMIT -> seat.limit(in.rule[r], in.ruleMax[r]);
            case PackedHouseholds.EVENT -> seat.happened(in.rule[r], in.ruleValue[r]);
            default ->
                    seat.prefer(
                            Channel.values()[in.rule[r]],
                            in.ruleMax[r],
                            windows.get((int) in.ruleValue[r]));
        }
    }
}
