package org.marronnier.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.pressure.Window;
import org.marronnier.domain.time.Span;

/** The laws of the decision, on random households, rules and clocks around both clock changes. */
class DecisionLawsTest {

    private static final List<ZoneId> ZONES =
            List.of(
                    ZoneId.of("Europe/Paris"),
                    ZoneId.of("Pacific/Apia"),
                    ZoneId.of("America/St_Johns"));
    private static final List<Instant> CLOCKS =
            List.of(
                    Instant.parse("2026-03-30T08:00:00Z"),
                    Instant.parse("2026-10-26T09:00:00Z"),
                    Instant.parse("2026-10-25T01:30:00Z"),
                    Instant.parse("2026-07-01T00:00:00Z"));

    /** A household, what is asked of it, and the rules. */
    private record Story(
            Household household, List<Candidate> candidates, RuleBook rules, Instant now) {
        List<Decision> decide() {
            return Judgement.decide(household, candidates, rules, now);
        }
    }

    @Property(tries = 400)
    void theOrderOfTheInputChangesNothing(@ForAll Random random) {
        var story = story(random);
        var members = shuffled(story.household.members(), random);
        var rules =
                new RuleBook(
                        story.rules.plan(),
                        story.rules.zone(),
                        story.rules.typology(),
                        shuffled(story.rules.pressure(), random),
                        story.rules.quiet(),
                        story.rules.universalControl());

        var decisions =
                Judgement.decide(
                        new Household(members),
                        shuffled(story.candidates, random),
                        rules,
                        story.now);

        assertThat(decisions).isEqualTo(story.decide());
    }

    @Property(tries = 200)
    void decidingTwiceIsDecidingOnce(@ForAll Random random) {
        var story = story(random);

        assertThat(story.decide()).isEqualTo(story.decide());
    }

    @Property(tries = 400)
    void noRuleIsBrokenByWhatIsSent(@ForAll Random random) {
        var story = story(random);

        var decisions = story.decide();

        var all = new ArrayList<Oracle.Line>(Oracle.history(story.household));
        decisions.stream()
                .filter(decision -> decision.channel() != null)
                .forEach(decision -> all.add(Oracle.line(story.household, decision)));
        for (var sent : all.stream().filter(Oracle.Line::fresh).toList()) {
            for (var rule : story.rules.pressure()) {
                assertThat(Oracle.isBroken(rule, sent, all, story.rules.zone())).isFalse();
            }
        }
    }

    @Property(tries = 600)
    void theOracleAgrees(@ForAll Random random) {
        var story = story(random);

        var sent =
                story.decide().stream()
                        .filter(decision -> decision.outcome() == Outcome.SEND)
                        .map(decision -> decision.candidate().id())
                        .toList();

        assertThat(sent)
                .isEqualTo(Oracle.sent(story.household, story.candidates, story.rules, story.now));
    }

    private static Story story(Random random) {
        var now = pick(CLOCKS, random);
        var members = new ArrayList<Member>();
        var candidates = new ArrayList<Candidate>();
        for (var m = 0; m < 1 + random.nextInt(3); m++) {
            var contact = "C" + m;
            members.add(member(contact, now, random));
            for (var c = 0; c < random.nextInt(4); c++) {
                candidates.add(candidate(contact, contact + "-" + c, now, random));
            }
        }
        var rules = new ArrayList<PressureRule>();
        for (var r = 0; r < random.nextInt(4); r++) {
            rules.add(rule("rule-" + r, random));
        }
        var book =
                new RuleBook(
                        "plan",
                        ZONES.getFirst(),
                        new Typology(List.of()),
                        rules,
                        List.of(),
                        BigDecimal.ZERO);
        return new Story(new Household(members), candidates, book, now);
    }

    private static Member member(String contact, Instant now, Random random) {
        var someone =
                Given.someone(contact)
                        .zone(random.nextInt(4) == 0 ? null : pick(ZONES, random))
                        .phone("+3361234567" + contact.charAt(1));
        if (random.nextBoolean()) {
            someone.said(Channel.SMS, "offers", ConsentStatus.GRANTED, false);
        }
        if (random.nextInt(5) == 0) {
            someone.saidNothing();
        }
        if (random.nextInt(4) == 0) {
            someone.limit("rule-0", 1 + random.nextInt(3));
        }
        if (random.nextInt(3) == 0) {
            someone.event("rule-1", now.minus(Duration.ofHours(random.nextInt(200))));
        }
        for (var h = 0; h < random.nextInt(6); h++) {
            someone.received(past(now, random));
        }
        return someone.member();
    }

    private static PastMessage past(Instant now, Random random) {
        return new PastMessage(
                now.minus(Duration.ofMinutes(30L * random.nextInt(15 * 48))),
                pick(List.of(Channel.EMAIL, Channel.SMS), random),
                pick(List.of(MessageType.values()), random),
                null,
                "campaign:before",
                "offers",
                random.nextBoolean() ? Set.of("promo") : Set.of(),
                random.nextBoolean() ? "sale" : null);
    }

    private static Candidate candidate(String contact, String id, Instant now, Random random) {
        return Given.asked(contact, now.minusSeconds(random.nextInt(3) * 60L))
                .id(id)
                .type(pick(List.of(MessageType.values()), random))
                .tags(random.nextBoolean() ? new String[] {"promo"} : new String[0])
                .offer(random.nextBoolean() ? "sale" : null)
                .on(
                        pick(
                                        List.of(
                                                List.of(Channel.EMAIL),
                                                List.of(Channel.SMS, Channel.EMAIL)),
                                        random)
                                .toArray(Channel[]::new))
                .priority(random.nextInt(3) * 10)
                .whenCapped(pick(List.of(WhenCapped.values()), random))
                .candidate();
    }

    private static PressureRule rule(String key, Random random) {
        var windows =
                List.of(
                        new Window.Rolling(Span.parse("P1D")),
                        new Window.Rolling(Span.parse("P7D")),
                        new Window.Rolling(Span.parse("PT24H")),
                        new Window.Rolling(Span.parse("PT90M")),
                        new Window.Calendar(Window.Unit.DAY),
                        new Window.Calendar(Window.Unit.WEEK),
                        new Window.Calendar(Window.Unit.MONTH));
        var scopes =
                List.of(
                        Scope.ANY,
                        Given.PROMOTIONS,
                        Given.tagged("promo"),
                        new Scope(Set.of(Channel.EMAIL), Set.of(), Set.of(), Set.of(), Set.of()),
                        new Scope(
                                Set.of(),
                                Set.of(MessageType.values()),
                                Set.of(),
                                Set.of(),
                                Set.of()));
        var limit =
                key.equals("rule-1") && random.nextBoolean()
                        ? new PressureRule.Block("claim", List.of())
                        : new PressureRule.Cap(
                                1 + random.nextInt(3),
                                random.nextBoolean() ? null : pick(scopes, random),
                                random.nextInt(4) == 0,
                                List.of());
        return new PressureRule(
                key,
                key,
                pick(scopes, random),
                pick(windows, random),
                pick(List.of(PressureRule.Unit.values()), random),
                limit);
    }

    private static <T> T pick(List<? extends T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        var copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }
}
