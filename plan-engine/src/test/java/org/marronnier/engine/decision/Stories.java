package org.marronnier.engine.decision;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.GivenRules;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.pressure.Window;

/** Random households, candidates, rules and clocks, near the days on which clocks change. */
final class Stories {

    private static final List<ZoneId> ZONES =
            List.of(
                    ZoneId.of("Europe/Paris"),
                    ZoneId.of("Europe/Paris"),
                    ZoneId.of("Pacific/Apia"),
                    ZoneId.of("America/St_Johns"),
                    ZoneId.of("Australia/Lord_Howe"),
                    ZoneId.of("Asia/Kathmandu"));

    /** Both changes of Paris, those of St John's and Lord Howe, the day Apia left out, and July. */
    private static final List<Instant> CLOCKS =
            List.of(
                    Instant.parse("2026-03-28T20:00:00Z"),
                    Instant.parse("2026-03-30T08:00:00Z"),
                    Instant.parse("2026-10-24T22:10:00Z"),
                    Instant.parse("2026-10-25T01:30:00Z"),
                    Instant.parse("2026-10-31T23:00:00Z"),
                    Instant.parse("2026-04-03T12:00:00Z"),
                    Instant.parse("2026-10-03T11:00:07Z"),
                    Instant.parse("2011-12-29T20:00:00Z"),
                    Instant.parse("2026-07-01T00:00:00Z"));

    private static final List<Channel> CHANNELS = List.of(Channel.EMAIL, Channel.SMS);

    private final Random random;

    private Stories(Random random) {
        this.random = random;
    }

    /** A household, what is asked of it, and the rules. */
    record Story(Household household, List<Candidate> candidates, RuleBook rules, Instant now) {

        List<Decision> decide() {
            return new Judgement(rules, now).decide(household, candidates);
        }

        Story rules(List<PressureRule> pressure) {
            return new Story(
                    household,
                    candidates,
                    new RuleBook(
                            rules.plan(),
                            rules.zone(),
                            rules.typology(),
                            pressure,
                            rules.quiet(),
                            rules.universalControl()),
                    now);
        }
    }

    static Story story(Random random) {
        return new Stories(random).story();
    }

    private Story story() {
        var now = pick(CLOCKS).plusSeconds(random.nextInt(3) == 0 ? random.nextInt(90_000) : 0);
        var members = new ArrayList<Member>();
        var candidates = new ArrayList<Candidate>();
        for (var m = 0; m < 1 + random.nextInt(3); m++) {
            var contact = "C" + m;
            members.add(member(contact, now));
            for (var c = 0; c < random.nextInt(4); c++) {
                candidates.add(candidate(contact, contact + "-" + c, now));
            }
        }
        var rules = new ArrayList<PressureRule>();
        for (var r = 0; r < random.nextInt(5); r++) {
            rules.add(rule("rule-" + r));
        }
        var quiet = new ArrayList<QuietPeriod>();
        for (var q = 0; q < random.nextInt(3); q++) {
            quiet.add(quiet("quiet-" + q, now));
        }
        var book =
                new RuleBook(
                        "plan",
                        ZONES.getFirst(),
                        new Typology(List.of()),
                        rules,
                        quiet,
                        BigDecimal.ZERO);
        return new Story(new Household(members), candidates, book, now);
    }

    private Member member(String contact, Instant now) {
        var someone =
                Given.someone(contact)
                        .zone(random.nextInt(4) == 0 ? null : pick(ZONES))
                        .phone("+3361234567" + contact.charAt(1));
        if (random.nextBoolean()) {
            someone.said(Channel.SMS, "offers", ConsentStatus.GRANTED, false);
        }
        if (random.nextInt(8) == 0) {
            someone.saidNothing();
        }
        if (random.nextInt(4) == 0) {
            someone.limit("rule-0", 1 + random.nextInt(3));
        }
        if (random.nextInt(3) == 0) {
            someone.event("rule-1", now.minus(Duration.ofMinutes(random.nextInt(12_000))));
        }
        if (random.nextInt(3) == 0) {
            someone.prefers(pick(CHANNELS), 1 + random.nextInt(2), window());
        }
        for (var h = 0; h < random.nextInt(7); h++) {
            someone.received(past(now));
        }
        return someone.member();
    }

    /** Mostly before now; some placed later by another source. */
    private PastMessage past(Instant now) {
        var minutes = 30L * random.nextInt(15 * 48) - (random.nextInt(5) == 0 ? 3 * 24 * 60 : 0);
        return new PastMessage(
                now.minus(Duration.ofMinutes(minutes))
                        .plusSeconds(random.nextInt(4) == 0 ? random.nextInt(3) - 1 : 0),
                pick(CHANNELS),
                pick(List.of(MessageType.values())),
                null,
                "campaign:before",
                "offers",
                random.nextBoolean() ? Set.of("promo") : Set.of(),
                random.nextBoolean() ? "sale" : null);
    }

    private Candidate candidate(String contact, String id, Instant now) {
        var due =
                random.nextInt(3) == 0
                        ? now.plus(Duration.ofMinutes(20L * random.nextInt(200)))
                        : now.minusSeconds(random.nextInt(3) * 60L);
        var expiry =
                due.plus(
                        Duration.ofMinutes(
                                random.nextInt(random.nextInt(4) == 0 ? 18 * 1440 : 3 * 1440)));
        return Given.asked(contact, due)
                .id(id)
                .expiry(expiry)
                .type(pick(List.of(MessageType.values())))
                .tags(random.nextBoolean() ? new String[] {"promo"} : new String[0])
                .offer(random.nextBoolean() ? "sale" : null)
                .on(
                        pick(List.of(
                                        List.of(Channel.EMAIL),
                                        List.of(Channel.EMAIL, Channel.SMS),
                                        List.of(Channel.SMS, Channel.EMAIL)))
                                .toArray(Channel[]::new))
                .priority(random.nextInt(3) * 10)
                .whenCapped(pick(List.of(WhenCapped.values())))
                .candidate();
    }

    private PressureRule rule(String key) {
        var scopes =
                List.of(
                        Scope.ANY,
                        GivenRules.PROMOTIONS,
                        GivenRules.tagged("promo"),
                        GivenRules.scope(Set.of(Channel.EMAIL), Set.of()),
                        GivenRules.scope(Set.of(), Set.of(MessageType.values())));
        var limit =
                key.equals("rule-1") && random.nextBoolean()
                        ? new PressureRule.Block("claim", List.of())
                        : new PressureRule.Cap(
                                1 + random.nextInt(3),
                                random.nextBoolean() ? null : pick(scopes),
                                random.nextInt(4) == 0,
                                List.of());
        return new PressureRule(
                key, key, pick(scopes), window(), pick(List.of(PressureRule.Unit.values())), limit);
    }

    private Window window() {
        return pick(
                List.of(
                        GivenRules.rolling("P1D"),
                        GivenRules.rolling("P7D"),
                        GivenRules.rolling("P1M"),
                        GivenRules.rolling("PT24H"),
                        GivenRules.rolling("PT90M"),
                        new Window.Calendar(Window.Unit.DAY),
                        new Window.Calendar(Window.Unit.WEEK),
                        new Window.Calendar(Window.Unit.MONTH),
                        new Window.Calendar(Window.Unit.QUARTER)));
    }

    private QuietPeriod quiet(String key, Instant now) {
        var today = LocalDate.ofInstant(now, ZONES.getFirst());
        var from = LocalTime.of(random.nextInt(24), 30 * random.nextInt(2));
        var to = LocalTime.of(random.nextInt(24), 30 * random.nextInt(2));
        var days = EnumSet.allOf(DayOfWeek.class);
        if (random.nextBoolean()) {
            days.removeIf(any -> random.nextBoolean());
            days.add(today.getDayOfWeek());
        }
        var pattern =
                pick(
                        List.<QuietPeriod.Pattern>of(
                                new QuietPeriod.Weekly(
                                        days, from, to, to.equals(LocalTime.MIDNIGHT)),
                                GivenRules.weekly(days, "22:00", "08:00"),
                                GivenRules.weekly(days, "01:30", "02:30"),
                                new QuietPeriod.Dates(
                                        today.plusDays(random.nextInt(3)),
                                        today.plusDays(2 + random.nextInt(3))),
                                new QuietPeriod.PublicHolidays("FR")));
        return new QuietPeriod(
                key,
                random.nextBoolean() ? Set.of() : Set.of(pick(CHANNELS)),
                random.nextBoolean() ? Set.of() : Set.of(MessageType.PROMOTIONAL),
                pattern);
    }

    private <T> T pick(List<? extends T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** The same things in another order. */
    static <T> List<T> shuffled(List<T> list, Random random) {
        var copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }
}
