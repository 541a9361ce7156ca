package org.marronnier.engine.decision;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.Window;

/**
 * How full the window of a rule is for a contact at an instant, by what was sent.
 *
 * @param rule its key; that of {@link Member.Preference} for a wish of the contact
 * @param max how many messages may stand in the window
 * @param counted those that do, oldest first; of the household where the rule counts it
 * @param freeAgain when another may leave; null where it may now, or never within a year
 */
public record RuleStanding(
        String rule,
        Window window,
        int max,
        List<PastMessage> counted,
        @Nullable Instant freeAgain) {

    private static final int YEAR = 366;

    public RuleStanding {
        counted = List.copyOf(counted);
    }

    public boolean isFull() {
        return counted.size() >= max;
    }

    /**
     * Of every cap that does not hang on an offer, in the order of keys, then of every wish.
     *
     * @param now in whole seconds
     */
    public static List<RuleStanding> of(
            RuleBook rules, Household household, String contact, Instant now) {
        var member =
                Optional.ofNullable(household.byExternalId().get(contact))
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "The contact (%s) is not of the household."
                                                        .formatted(contact)));
        return Stream.concat(
                        rules.pressure().stream()
                                .flatMap(
                                        rule ->
                                                rule.limit() instanceof PressureRule.Cap cap
                                                                && !cap.sameOffer()
                                                        ? Stream.of(
                                                                standing(
                                                                        rule, cap, rules, household,
                                                                        member, now))
                                                        : Stream.of()),
                        member.preferences().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(
                                        wish ->
                                                standing(
                                                        wish.getKey(),
                                                        wish.getValue(),
                                                        rules,
                                                        member,
                                                        now)))
                .toList();
    }

    private static RuleStanding standing(
            PressureRule rule,
            PressureRule.Cap cap,
            RuleBook rules,
            Household household,
            Member member,
            Instant now) {
        var members =
                rule.unit() == PressureRule.Unit.HOUSEHOLD ? household.members() : List.of(member);
        var max = member.limits().getOrDefault(rule.key(), cap.max());
        return standing(
                rule.key(),
                rule.window(),
                max,
                members.stream()
                        .flatMap(one -> one.history().stream())
                        .filter(message -> message.kind().isIn(rule.counts())),
                LocalClock.of(rules.zoneOf(member)),
                now);
    }

    private static RuleStanding standing(
            Channel channel, Member.Preference wish, RuleBook rules, Member member, Instant now) {
        return standing(
                Member.Preference.key(channel),
                wish.window(),
                wish.max(),
                member.history().stream()
                        .filter(
                                message ->
                                        message.channel() == channel
                                                && message.kind().isOfPreference()),
                LocalClock.of(rules.zoneOf(member)),
                now);
    }

    private static RuleStanding standing(
            String rule,
            Window window,
            int max,
            Stream<PastMessage> history,
            LocalClock clock,
            Instant now) {
        var packed = new PackedWindow(window);
        var messages = history.sorted(Comparator.comparing(PastMessage::at)).toList();
        var second = packed.second(clock, now.getEpochSecond());
        var counted =
                messages.stream().filter(message -> holds(packed, clock, message, second)).toList();
        return new RuleStanding(
                rule,
                window,
                max,
                counted,
                counted.size() < max ? null : freeAgain(packed, max, messages, clock, now));
    }

    /** The first second at which so few are left in the window that one more may join them. */
    private static @Nullable Instant freeAgain(
            PackedWindow window,
            int max,
            List<PastMessage> messages,
            LocalClock clock,
            Instant now) {
        var x = now.getEpochSecond();
        var end = x + YEAR * PackedWindow.DAY;
        while (x < end) {
            var second = window.second(clock, x);
            var held =
                    messages.stream()
                            .filter(message -> holds(window, clock, message, second))
                            .toList();
            if (held.size() < max) {
                return Instant.ofEpochSecond(x);
            }
            var last = held.get(held.size() - max).at().getEpochSecond();
            x = window.back(clock, window.leaves(window.second(clock, last), second), x);
        }
        return null;
    }

    private static boolean holds(
            PackedWindow window, LocalClock clock, PastMessage message, long second) {
        var at = window.second(clock, message.at().getEpochSecond());
        return at > window.after(second) && at <= window.upTo(second);
    }
}
