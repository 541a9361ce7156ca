package org.marronnier.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.marronnier.domain.pressure.PressureRule;

/** The laws of the decision, on random households, rules and clocks around clock changes. */
class DecisionLawsTest {

    @Property(tries = 3_000)
    void theOracleAgrees(@ForAll Random random) {
        var story = Stories.story(random);

        var answers =
                new Oracle(story.household(), story.rules(), story.now())
                        .answers(story.candidates());

        assertThat(story.decide()).map(DecisionLawsTest::answer).isEqualTo(answers);
    }

    @Property(tries = 400)
    void theOrderOfTheInputChangesNothing(@ForAll Random random) {
        var story = Stories.story(random);
        var members =
                story.household().members().stream()
                        .map(member -> history(member, Stories.shuffled(member.history(), random)))
                        .toList();
        var rules =
                new RuleBook(
                        story.rules().plan(),
                        story.rules().zone(),
                        story.rules().typology(),
                        Stories.shuffled(story.rules().pressure(), random),
                        Stories.shuffled(story.rules().quiet(), random),
                        story.rules().universalControl());

        var decisions =
                new Judgement(rules, story.now())
                        .decide(
                                new Household(Stories.shuffled(members, random)),
                                Stories.shuffled(story.candidates(), random));

        assertThat(decisions).isEqualTo(story.decide());
    }

    @Property(tries = 300)
    void decidingTwiceIsDecidingOnce(@ForAll Random random) {
        var story = Stories.story(random);
        var other = Stories.story(random);
        var judgement = new Judgement(story.rules(), story.now());

        var once = judgement.decide(story.household(), story.candidates());
        judgement.decide(other.household(), List.of());

        assertThat(judgement.decide(story.household(), story.candidates())).isEqualTo(once);
    }

    @Property(tries = 300)
    void noRuleIsBrokenAfterAnySequenceOfDecisions(@ForAll Random random) {
        var story = Stories.story(random);
        var household = story.household();
        var open = new ArrayList<>(story.candidates());
        var now = story.now();
        for (var round = 0; round < 4; round++) {
            var decisions = new Judgement(story.rules(), now).decide(household, open);

            assertNothingIsBroken(household, decisions, story.rules(), now);

            household = afterSends(household, decisions);
            open.removeAll(
                    decisions.stream()
                            .filter(decision -> !decision.isReservation())
                            .filter(decision -> decision.outcome() != Outcome.DEFER)
                            .map(Decision::candidate)
                            .toList());
            now = now.plusSeconds(1 + random.nextInt(100_000));
        }
    }

    @Property(tries = 400)
    void aDeferredMessageSentAtItsInstantBreaksNoRule(@ForAll Random random) {
        var story = Stories.story(random);
        var decisions = story.decide();
        var household = afterSends(story.household(), decisions);
        var deferred =
                decisions.stream()
                        .filter(decision -> decision.outcome() == Outcome.DEFER)
                        .sorted(Comparator.comparing(DecisionLawsTest::until))
                        .toList();

        for (var decision : deferred) {
            var again =
                    new Judgement(story.rules(), until(decision))
                            .decide(household, List.of(decision.candidate()))
                            .getFirst();

            assertThat(again.outcome()).isEqualTo(Outcome.SEND);
            household = with(household, decision, until(decision));
        }
    }

    @Property(tries = 400)
    void aLooserRuleNeverDelaysTheFirstInRank(@ForAll Random random) {
        var story = Stories.story(random);
        if (story.candidates().isEmpty() || story.rules().pressure().isEmpty()) {
            return;
        }
        var rules = new ArrayList<>(story.rules().pressure());
        var loosened = rules.remove(random.nextInt(rules.size()));
        if (random.nextBoolean()
                && loosened.limit() instanceof PressureRule.Cap(var max, var counts, var same, _)) {
            rules.add(
                    new PressureRule(
                            loosened.key(),
                            loosened.name(),
                            loosened.restricts(),
                            loosened.window(),
                            loosened.unit(),
                            new PressureRule.Cap(max + 1, counts, same, List.of())));
        }

        var before = story.decide().getFirst();
        var after = story.rules(rules).decide().getFirst();

        assertThat(leaves(after)).isBeforeOrEqualTo(leaves(before));
    }

    private static void assertNothingIsBroken(
            Household household, List<Decision> decisions, RuleBook rules, Instant now) {
        var oracle = new Oracle(household, rules, now);
        var before = oracle.lines.size();
        for (var decision : decisions) {
            if (decision.channel() != null) {
                oracle.lines.add(
                        new Oracle.Line(
                                member(household, decision),
                                Oracle.message(
                                        decision.candidate(), decision.channel(), leaves(decision)),
                                true));
            }
        }
        for (var line : oracle.lines.subList(before, oracle.lines.size())) {
            for (var rule : oracle.rules(line.who())) {
                assertThat(oracle.isBroken(rule, line)).isFalse();
            }
            var what = line.what();
            assertThat(rules.quiet())
                    .noneMatch(
                            period ->
                                    NaiveRules.isQuiet(
                                            period,
                                            what.channel(),
                                            what.type(),
                                            what.at(),
                                            rules.zoneOf(line.who())));
        }
    }

    private static Oracle.Answer answer(Decision decision) {
        var candidate = decision.candidate().id();
        return decision.channel() == null
                ? new Oracle.Answer(
                        candidate, null, null, decision.mainReason().orElseThrow().gate())
                : new Oracle.Answer(candidate, leaves(decision), decision.channel(), null);
    }

    /** When a message leaves; at the end of time where it does not. */
    private static Instant leaves(Decision decision) {
        return decision.channel() == null
                ? Instant.MAX
                : decision.until() == null ? decision.at() : decision.until();
    }

    private static Instant until(Decision decision) {
        return Objects.requireNonNull(decision.until());
    }

    private static Household afterSends(Household household, List<Decision> decisions) {
        var after = household;
        for (var decision : decisions) {
            if (decision.outcome() == Outcome.SEND) {
                after = with(after, decision, decision.at());
            }
        }
        return after;
    }

    private static Household with(Household household, Decision decision, Instant at) {
        Map<String, Member> members = new HashMap<>(household.byExternalId());
        var member = member(household, decision);
        var history = new ArrayList<>(member.history());
        history.add(
                Oracle.message(
                        decision.candidate(), Objects.requireNonNull(decision.channel()), at));
        members.put(member.externalId(), history(member, history));
        return new Household(List.copyOf(members.values()));
    }

    private static Member member(Household household, Decision decision) {
        return Objects.requireNonNull(household.byExternalId().get(decision.candidate().contact()));
    }

    private static Member history(Member member, List<PastMessage> history) {
        return new Member(
                member.externalId(),
                member.zone(),
                member.standing(),
                member.addresses(),
                member.consents(),
                member.customer(),
                history,
                member.limits(),
                member.blocking(),
                member.preferences());
    }
}
