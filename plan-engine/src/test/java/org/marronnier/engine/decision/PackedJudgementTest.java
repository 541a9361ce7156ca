package org.marronnier.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.engine.decision.Stories.Story;

/** Deciding in columns is deciding in objects. */
class PackedJudgementTest {

    @Property(tries = 500)
    void decidesAsTheObjectsDo(@ForAll Random random) {
        var story = Stories.story(random);
        var decisions =
                story.decide().stream()
                        .filter(
                                decision ->
                                        decision.channel() != null
                                                || decision.reasons().stream()
                                                        .noneMatch(PackedJudgementTest::isBefore))
                        .toList();
        var judgement = new PackedJudgement(story.rules(), story.now());
        var in = new PackedHouseholds();
        var packing = new Packing(judgement, in, story);
        packing.pack(decisions);
        packing.pack(decisions);
        var out = PackedDecisions.namingRules();

        judgement.decide(in, out);

        var twice = new ArrayList<>(decisions);
        twice.addAll(decisions);
        assertThat(in.candidates()).isEqualTo(twice.size());
        for (var c = 0; c < twice.size(); c++) {
            var decision = twice.get(c);
            assertThat(out.at(c)).isEqualTo(at(decision));
            if (decision.channel() != null) {
                assertThat(packing.channels.get(c).get(out.channel(c)))
                        .isEqualTo(decision.channel());
            } else if (!isExpired(decision)) {
                assertThat(out.refusedBy(c)).isEqualTo(refusedBy(decision, story));
            }
        }
    }

    private static boolean isExpired(Decision decision) {
        return decision.mainReason().orElseThrow() instanceof Reason.Expired;
    }

    private static int refusedBy(Decision decision, Story story) {
        return switch (decision.mainReason().orElseThrow()) {
            case Reason.Pressure(var _, var refusals) ->
                    number(refusals.getFirst().rule(), story.rules().pressure());
            case Reason.Quiet _ -> PackedDecisions.QUIET;
            case Reason other -> throw new AssertionError(other);
        };
    }

    private static int number(String rule, List<PressureRule> rules) {
        return Member.Preference.channel(rule)
                .map(channel -> rules.size() + channel.ordinal())
                .orElseGet(() -> rules.stream().map(PressureRule::key).toList().indexOf(rule));
    }

    /** Whether a gate before the seventh failed: such a candidate is not packed. */
    private static boolean isBefore(Reason reason) {
        return reason.gate().compareTo(Gate.EXPIRED) < 0;
    }

    private static long at(Decision decision) {
        if (decision.channel() == null) {
            return PackedDecisions.NEVER;
        }
        var until = decision.until();
        return (until == null ? decision.at() : until).getEpochSecond();
    }

    private static final class Packing {

        private final PackedJudgement judgement;
        private final PackedHouseholds in;
        private final Story story;
        private final List<List<Channel>> channels = new ArrayList<>();

        Packing(PackedJudgement judgement, PackedHouseholds in, Story story) {
            this.judgement = judgement;
            this.in = in;
            this.story = story;
        }

        void pack(List<Decision> decisions) {
            in.household();
            var numbers = new HashMap<String, Integer>();
            for (var member : story.household().members()) {
                numbers.put(member.externalId(), numbers.size());
                contact(member);
            }
            for (var decision : decisions) {
                var candidate = decision.candidate();
                var number = Objects.requireNonNull(numbers.get(candidate.contact()));
                var member = story.household().members().get(number);
                var usable = Gates.usableChannels(member, candidate, story.rules());
                var offered = Judgement.offered(candidate, usable);
                channels.add(offered);
                in.candidate(
                        number,
                        judgement.path(
                                offered.stream()
                                        .mapToInt(
                                                channel -> judgement.kind(candidate.kind(channel)))
                                        .toArray()),
                        offer(candidate.offer()),
                        second(candidate.due()),
                        second(candidate.expiry()),
                        Judgement.isDropped(candidate));
            }
        }

        private void contact(Member member) {
            in.contact(judgement.zone(story.rules().zoneOf(member)));
            var rules = story.rules().pressure();
            for (var r = 0; r < rules.size(); r++) {
                var limit = member.limits().get(rules.get(r).key());
                if (limit != null) {
                    in.limit(r, limit);
                }
                for (var event : member.blocking().getOrDefault(rules.get(r).key(), List.of())) {
                    in.event(r, second(event));
                }
            }
            member.preferences()
                    .forEach(
                            (channel, preference) ->
                                    in.preference(
                                            channel.ordinal(),
                                            preference.max(),
                                            judgement.window(preference.window())));
            for (var message : member.history()) {
                in.message(
                        judgement.kind(message.kind()),
                        offer(message.offer()),
                        second(message.at()));
            }
        }

        private static int offer(@Nullable String offer) {
            return offer == null ? PackedHouseholds.NO_OFFER : 1;
        }

        private static long second(Instant instant) {
            return instant.getEpochSecond();
        }
    }
}
