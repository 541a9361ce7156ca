package org.marronnier.scheduler.packed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.Window;
import org.marronnier.domain.time.Span;
import org.marronnier.engine.decision.Candidate;
import org.marronnier.engine.decision.MessageKind;
import org.marronnier.engine.decision.PackedDecisions;
import org.marronnier.engine.decision.PackedHouseholds;
import org.marronnier.engine.decision.PackedJudgement;
import org.marronnier.store.packed.Outcomes;
import org.marronnier.store.packed.SegmentDesk;
import org.marronnier.store.packed.SegmentFacts;

/*
 * Decides segments for one worker. The columns of facts are large and few a contact; those of the judgement are many a
 * candidate, so that they are filled and emptied block by block, some thousand candidates each, while the facts of the
 * whole segment stand. Gates 1 to 7 are judged first: what fails one goes straight to its outcome, and a household of
 * which nothing is left is not seated at all.
 */
final class DecidingSegment implements SegmentDesk.Deciding {

    private static final int BLOCK = 4096;

    private final PassBrief brief;
    private final PackedJudgement judgement;
    private final PackedHouseholds households = new PackedHouseholds();
    private final PackedDecisions decisions = PackedDecisions.namingRules();

    private final PassRun[] runs;
    private final PassGates[] gates;
    private final PassVerdicts[] verdicts;

    /** Where the runs of one merit end, at the first of them: they are taken contact by contact. */
    private final int[] meritEnds;

    private final boolean[] isReservation;
    private final boolean[] isDropped;
    private final int[] offers;
    private final long[] due;
    private final long[] expiry;
    private final Map<String, Integer> offerNumbers = new HashMap<>();

    /** By run and usable channels: the number of the path, from 1, and its channels. */
    private final int[][] paths;

    private final List<List<Channel>> channelsOfPath = new ArrayList<>();

    /** By the facts' numbers: those of the judgement. */
    private final List<Integer> zones = new ArrayList<>();

    private int[] kinds = new int[0];
    private int[] kindOffers = new int[0];
    private final Map<Span, Integer> windows = new HashMap<>();
    private final int[] limitRules;
    private final int[] silenceRules;

    private long judging;

    /** Of each candidate of the block: its contact, run and path. */
    private int[] askedFor = new int[BLOCK];

    private int[] askedBy = new int[BLOCK];
    private int[] askedPath = new int[BLOCK];

    /**
     * Of the household at hand: by contact and run the usable channels, 0 where it asks nothing.
     */
    private int[] usable = new int[64];

    DecidingSegment(PassBrief brief, Outcomes outcomes) {
        this.brief = brief;
        this.judgement = new PackedJudgement(brief.rules(), brief.now());
        this.runs = brief.runs().toArray(PassRun[]::new);
        this.gates = new PassGates[runs.length];
        this.verdicts = new PassVerdicts[runs.length];
        this.meritEnds = new int[runs.length];
        this.isReservation = new boolean[runs.length];
        this.isDropped = new boolean[runs.length];
        this.offers = new int[runs.length];
        this.due = new long[runs.length];
        this.expiry = new long[runs.length];
        this.paths = new int[runs.length][1 << Channel.values().length];
        for (var r = runs.length - 1; r >= 0; r--) {
            var asks = runs[r].asks();
            gates[r] = new PassGates(brief, runs[r]);
            verdicts[r] = new PassVerdicts(brief, runs[r], outcomes);
            isReservation[r] = asks.due().isAfter(brief.now());
            isDropped[r] = asks.whenCapped() == WhenCapped.DROP;
            offers[r] = offer(asks.offer());
            due[r] = asks.due().getEpochSecond();
            expiry[r] = asks.expiry().getEpochSecond();
            meritEnds[r] =
                    r + 1 < runs.length && Candidate.MERIT.compare(asks, runs[r + 1].asks()) == 0
                            ? meritEnds[r + 1]
                            : r + 1;
        }
        this.limitRules =
                brief.limits().stream().mapToInt(limit -> brief.number(limit.rule())).toArray();
        this.silenceRules =
                brief.silences().stream().mapToInt(one -> brief.number(one.rule())).toArray();
    }

    @Override
    public void decide(SegmentFacts facts, Outcomes outcomes) {
        number(facts);
        households.clear();
        for (int first = 0, next; first < facts.size(); first = next) {
            next = first + 1;
            while (next < facts.size() && !facts.opensHousehold(next)) {
                next++;
            }
            if (judge(facts, first, next)) {
                seat(facts, first, next);
                ask(first, next);
            }
            if (households.candidates() >= BLOCK) {
                settle(facts);
            }
        }
        settle(facts);
    }

    /** What the columns of the judgement take in memory. */
    long bytes() {
        return 12L * askedFor.length + households.bytes() + decisions.bytes();
    }

    /** Nanoseconds in the judgement alone so far. */
    long judging() {
        return judging;
    }

    /** Judges gates 1 to 7; tells whether anything is left of the household. */
    private boolean judge(SegmentFacts facts, int first, int next) {
        var size = (next - first) * runs.length;
        if (usable.length < size) {
            usable = new int[2 * size];
        }
        var isAny = false;
        for (int i = first, at = 0; i < next; i++) {
            var contact = facts.contact(i);
            for (var r = 0; r < runs.length; r++, at++) {
                usable[at] = 0;
                if (runs[r].audience().contains(contact)) {
                    var judged = gates[r].judge(facts, i);
                    if (judged < 0) {
                        usable[at] = -judged;
                        isAny = true;
                    } else if (!isReservation[r]) {
                        verdicts[r].failed(judged, contact);
                    }
                }
            }
        }
        return isAny;
    }

    private void seat(SegmentFacts facts, int first, int next) {
        households.household();
        for (var i = first; i < next; i++) {
            households.contact(zones.get(facts.zone(i)));
            limit(facts.contact(i));
            for (var preference : facts.preferences(i)) {
                households.preference(
                        preference.channel().ordinal(),
                        preference.max(),
                        windows.computeIfAbsent(
                                preference.span(),
                                span -> judgement.window(new Window.Rolling(span))));
            }
            for (var m = facts.firstMessage(i); m != SegmentFacts.NONE; m = facts.nextMessage(m)) {
                var kind = facts.kind(m);
                households.message(kinds[kind], kindOffers[kind], facts.second(m));
            }
        }
    }

    private void limit(long contact) {
        var limited = 0L;
        for (var l = 0; l < limitRules.length; l++) {
            var bit = 1L << limitRules[l];
            var limit = brief.limits().get(l);
            if ((limited & bit) == 0 && limit.contacts().contains(contact)) {
                households.limit(limitRules[l], limit.max());
                limited |= bit;
            }
        }
        for (var s = 0; s < silenceRules.length; s++) {
            if (brief.silences().get(s).contacts().contains(contact)) {
                households.event(silenceRules[s], brief.now().getEpochSecond());
            }
        }
    }

    /** In rank order: by merit, then by contact, then by run. */
    private void ask(int first, int next) {
        for (var r = 0; r < runs.length; r = meritEnds[r]) {
            for (var i = first; i < next; i++) {
                for (var s = r; s < meritEnds[r]; s++) {
                    var channels = usable[(i - first) * runs.length + s];
                    if (channels != 0) {
                        ask(i, i - first, s, path(s, channels));
                    }
                }
            }
        }
    }

    private void ask(int i, int member, int r, int path) {
        var c = households.candidates();
        if (c == askedFor.length) {
            askedFor = Arrays.copyOf(askedFor, 2 * c);
            askedBy = Arrays.copyOf(askedBy, 2 * c);
            askedPath = Arrays.copyOf(askedPath, 2 * c);
        }
        askedFor[c] = i;
        askedBy[c] = r;
        askedPath[c] = path;
        households.candidate(member, path, offers[r], due[r], expiry[r], isDropped[r]);
    }

    private void settle(SegmentFacts facts) {
        var start = System.nanoTime();
        judgement.decide(households, decisions);
        judging += System.nanoTime() - start;
        var now = brief.now().getEpochSecond();
        for (var c = 0; c < households.candidates(); c++) {
            var r = askedBy[c];
            if (!isReservation[r]) {
                var contact = facts.contact(askedFor[c]);
                var at = decisions.at(c);
                if (at == PackedDecisions.NEVER) {
                    verdicts[r].refused(decisions.refusedBy(c), contact);
                } else {
                    var channel = channelsOfPath.get(askedPath[c]).get(decisions.channel(c));
                    if (at <= now) {
                        verdicts[r].sent(channel, contact);
                    } else {
                        verdicts[r].deferred(channel, contact, at);
                    }
                }
            }
        }
        households.clear();
    }

    private int path(int r, int channels) {
        var known = paths[r][channels];
        if (known == 0) {
            known = newPath(runs[r].asks(), channels) + 1;
            paths[r][channels] = known;
        }
        return known - 1;
    }

    private int newPath(Candidate asks, int channels) {
        var usable = new ArrayList<Channel>();
        for (var k = 0; k < asks.channels().size(); k++) {
            if ((channels >>> k & 1) != 0) {
                usable.add(asks.channels().get(k));
            }
        }
        var offered = asks.whenCapped() == WhenCapped.NEXT_CHANNEL ? usable : usable.subList(0, 1);
        channelsOfPath.add(List.copyOf(offered));
        var path =
                judgement.path(
                        offered.stream()
                                .mapToInt(channel -> judgement.kind(asks.kind(channel)))
                                .toArray());
        if (path != channelsOfPath.size() - 1) {
            throw new IllegalStateException("Paths are numbered in turn.");
        }
        return path;
    }

    /** Gives the zones and kinds that came with the segment their numbers in the judgement. */
    private void number(SegmentFacts facts) {
        for (var i = 0; i < facts.size(); i++) {
            while (facts.zone(i) >= zones.size()) {
                var zone = facts.zoneOf(zones.size());
                zones.add(judgement.zone(zone == null ? brief.rules().zone() : zone));
            }
        }
        var known = kinds.length;
        if (known < facts.kinds()) {
            kinds = Arrays.copyOf(kinds, facts.kinds());
            kindOffers = Arrays.copyOf(kindOffers, facts.kinds());
            for (var k = known; k < kinds.length; k++) {
                var kind = facts.kindOf(k);
                kinds[k] =
                        judgement.kind(
                                new MessageKind(
                                        kind.channel(),
                                        kind.type(),
                                        kind.programme(),
                                        kind.purpose(),
                                        kind.tags()));
                kindOffers[k] = offer(kind.offer());
            }
        }
    }

    private int offer(@Nullable String offer) {
        return offer == null
                ? PackedHouseholds.NO_OFFER
                : offerNumbers.computeIfAbsent(offer, any -> offerNumbers.size() + 1);
    }
}
