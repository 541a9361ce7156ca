package org.marronnier.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.domain.pressure.GivenRules.cap;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.engine.decision.Stories.Story;

/** How full rules are, as one would count by hand. */
class RuleStandingProperties {

    @Property(tries = 2_000)
    void countsWhatStandsInEachWindow(@ForAll Random random) {
        var story = Stories.story(random);

        for (var who : story.household().members()) {
            var standings =
                    RuleStanding.of(
                            story.rules(), story.household(), who.externalId(), story.now());

            var caps = caps(story, who);
            assertThat(standings)
                    .extracting(RuleStanding::rule)
                    .containsExactlyInAnyOrderElementsOf(
                            caps.stream().map(PressureRule::key).toList());
            for (var standing : standings) {
                var rule = rule(caps, standing);
                assertThat(standing.max()).isEqualTo(max(rule, who));
                assertThat(standing.counted())
                        .containsExactlyInAnyOrderElementsOf(
                                counted(rule, who, story, story.now()));
            }
        }
    }

    @Property(tries = 2_000)
    void saysTheFirstSecondAtWhichAnotherMayLeave(@ForAll Random random) {
        var story = Stories.story(random);

        for (var who : story.household().members()) {
            for (var standing :
                    RuleStanding.of(
                            story.rules(), story.household(), who.externalId(), story.now())) {
                var rule = rule(caps(story, who), standing);

                assertThat(standing.freeAgain() == null).isEqualTo(!standing.isFull());
                if (standing.freeAgain() != null) {
                    assertThat(isFull(rule, who, story, standing.freeAgain())).isFalse();
                    for (var second : secondsBefore(standing.freeAgain(), story.now(), random)) {
                        assertThat(isFull(rule, who, story, second)).as("%s", second).isTrue();
                    }
                }
            }
        }
    }

    /** The very last second before, and some others. */
    private static List<Instant> secondsBefore(Instant free, Instant now, Random random) {
        var length = Math.toIntExact(Duration.between(now, free).toSeconds());
        return Stream.concat(
                        Stream.of(free.minusSeconds(1)),
                        random.ints(50, 0, length).mapToObj(now::plusSeconds))
                .toList();
    }

    /** The caps that hang on no offer, and the contact's own. */
    private static List<PressureRule> caps(Story story, Member who) {
        return Stream.concat(
                        story.rules().pressure().stream()
                                .filter(
                                        rule ->
                                                rule.limit() instanceof PressureRule.Cap cap
                                                        && !cap.sameOffer()),
                        NaiveRules.own(who).stream())
                .toList();
    }

    private static PressureRule rule(List<PressureRule> caps, RuleStanding standing) {
        return caps.stream()
                .filter(rule -> rule.key().equals(standing.rule()))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFull(PressureRule rule, Member who, Story story, Instant x) {
        return counted(rule, who, story, x).size() >= max(rule, who);
    }

    private static int max(PressureRule rule, Member who) {
        return who.limits().getOrDefault(rule.key(), ((PressureRule.Cap) rule.limit()).max());
    }

    private static List<PastMessage> counted(
            PressureRule rule, Member who, Story story, Instant x) {
        return story.household().members().stream()
                .filter(
                        one ->
                                rule.unit() == PressureRule.Unit.HOUSEHOLD
                                        || one.externalId().equals(who.externalId()))
                .flatMap(one -> one.history().stream())
                .filter(message -> NaiveRules.isIn(rule.counts(), message.kind()))
                .filter(
                        message ->
                                NaiveRules.isInWindow(
                                        rule.window(), message.at(), x, story.rules().zoneOf(who)))
                .toList();
    }
}
