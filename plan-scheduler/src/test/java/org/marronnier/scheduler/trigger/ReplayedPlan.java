package org.marronnier.scheduler.trigger;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.time.Span;
import org.marronnier.scheduler.PlansInHand;

/** A few scenarios, what happens to their contacts, and, worked out apart, what fires. */
final class ReplayedPlan {

    /** Long ago: threads begin when the clock of this machine says that it is later. */
    static final Instant BEGIN = Instant.parse("2020-03-02T09:00:00Z");

    static final Duration LASTING = Duration.ofDays(60);

    /** So long after the last event everything has fired. */
    static final Instant END = BEGIN.plus(LASTING).plus(Duration.ofDays(40));

    private static final Duration CART = Duration.ofHours(6);
    private static final Duration SILENCE = Duration.ofHours(20 * 24);
    private static final Duration THANKS = Duration.ofHours(30);

    /** Something that happened, at whole seconds. */
    record Happened(String id, int contact, String type, Instant at) {}

    private ReplayedPlan() {}

    static PlansInHand plans() {
        var plans = new PlansInHand().lasting("2020-01-01", "2029-12-31");
        for (var asked : scenarios()) {
            plans.scenario(asked.steps(hello(), new Step.End()).brief(), Status.LIVE);
        }
        return plans;
    }

    private static List<Asks> scenarios() {
        return List.of(
                Asks.when("thanks", Asks.event("purchase", "PT30H")),
                Asks.when("welcome", Asks.event("signup", "PT0S")),
                Asks.when("cart", Asks.abandoned("cart", "purchase", "PT6H")),
                Asks.when("silent", Asks.silent("PT480H", "purchase", "cart", "signup")));
    }

    private static Step hello() {
        return new Step.Send(
                "hello",
                List.of(Channel.EMAIL),
                Span.parse("P3000D"),
                WhenCapped.DEFER,
                BigDecimal.ZERO,
                null,
                List.of());
    }

    /** In the order of time, of which no two share an instant. */
    static List<Happened> happenings(int count, int contacts, long seed) {
        var random = new Random(seed);
        var seconds = new TreeSet<Long>();
        while (seconds.size() < count) {
            seconds.add(1 + (long) (random.nextDouble() * (LASTING.toSeconds() - 1)));
        }
        var happened = new ArrayList<Happened>(count);
        for (var second : seconds) {
            happened.add(
                    new Happened(
                            "e" + happened.size(),
                            1 + random.nextInt(contacts),
                            type(random.nextInt(100)),
                            BEGIN.plusSeconds(second)));
        }
        return happened;
    }

    private static String type(int of100) {
        if (of100 < 70) {
            return "visit";
        }
        if (of100 < 80) {
            return "purchase";
        }
        return of100 < 95 ? "cart" : "signup";
    }

    /** What fires by the end, such as {@code cart C000012 event:e7 2020-03-02T10:00:00Z}. */
    static TreeSet<String> expected(List<Happened> happened) {
        var byContact = new TreeMap<Integer, List<Happened>>();
        happened.stream()
                .filter(one -> !one.type().equals("visit"))
                .forEach(
                        one ->
                                byContact
                                        .computeIfAbsent(one.contact(), _ -> new ArrayList<>())
                                        .add(one));
        var fired = new TreeSet<String>();
        byContact.values().forEach(own -> fired.addAll(fired(own)));
        return fired;
    }

    private static List<String> fired(List<Happened> own) {
        var fired = new ArrayList<String>();
        for (var i = 0; i < own.size(); i++) {
            var one = own.get(i);
            var later = own.subList(i + 1, own.size());
            switch (one.type()) {
                case "purchase" -> fired.add(line("thanks", one, THANKS));
                case "signup" -> fired.add(line("welcome", one, Duration.ZERO));
                default -> {
                    if (isQuiet(one, CART, later.stream().filter(ReplayedPlan::endsACart))) {
                        fired.add(line("cart", one, CART));
                    }
                }
            }
            if (isQuiet(one, SILENCE, later.stream())) {
                fired.add(line("silent", one, SILENCE));
            }
        }
        return fired;
    }

    private static boolean endsACart(Happened one) {
        return !one.type().equals("signup");
    }

    private static boolean isQuiet(Happened one, Duration time, Stream<Happened> later) {
        return later.noneMatch(other -> !other.at().isAfter(one.at().plus(time)));
    }

    private static String line(String scenario, Happened by, Duration after) {
        return "%s C%06d event:%s %s"
                .formatted(scenario, by.contact(), by.id(), by.at().plus(after));
    }
}
