package org.marronnier.scheduler.impact;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.Part;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.engine.decision.Gate;
import org.marronnier.engine.impact.FullDays;
import org.marronnier.engine.impact.Replay;

/** A rule that is tried on the past, and what of the past it needs. */
sealed interface TriedRule {

    /** All channels whose messages it restricts or counts. */
    Set<Channel> channels();

    /** Whether it counts over households. */
    boolean countsHouseholds();

    Replay replay(Instant from);

    /** How the reasons of decisions name the rule, where what it refused can be tried again. */
    Optional<Refusing> refusing();

    /**
     * @param rule its key
     */
    record Refusing(Gate gate, String rule) {}

    /**
     * @param full finds the days on which a capacity was used up
     * @throws IllegalArgumentException where the tree is no such rule
     */
    static TriedRule of(
            ItemKind kind, Map<String, Object> tree, Function<Capacity, FullDays> full) {
        return switch (kind) {
            case PRESSURE_RULE -> new Pressure(Part.PRESSURE_RULE.read(tree));
            case QUIET_PERIOD -> new Quiet(Part.QUIET_PERIOD.read(tree));
            case CAPACITY -> {
                var capacity = Part.CAPACITY.read(tree);
                yield new Carried(capacity, full.apply(capacity));
            }
            case PLAN,
                    CONVENTIONS,
                    JOURNEY,
                    SEGMENT,
                    OBJECTIVE,
                    KPI,
                    TEMPLATE,
                    PROGRAMME,
                    SCENARIO,
                    CAMPAIGN,
                    CALENDAR_EVENT ->
                    throw new IllegalArgumentException(
                            "A %s is not tried on the past.".formatted(kind));
        };
    }

    /** A pressure rule. */
    record Pressure(PressureRule rule) implements TriedRule {

        @Override
        public Set<Channel> channels() {
            var all = EnumSet.noneOf(Channel.class);
            for (var scope : List.of(rule.restricts(), rule.counts())) {
                all.addAll(named(scope.channels()));
            }
            return all;
        }

        @Override
        public boolean countsHouseholds() {
            return rule.unit() == PressureRule.Unit.HOUSEHOLD
                    && rule.limit() instanceof PressureRule.Cap;
        }

        @Override
        public Replay replay(Instant from) {
            return rule.paused() ? Replay.none(Replay.of(rule, from)) : Replay.of(rule, from);
        }

        @Override
        public Optional<Refusing> refusing() {
            return Optional.of(new Refusing(Gate.PRESSURE, rule.key()));
        }
    }

    /** A quiet period. */
    record Quiet(QuietPeriod period) implements TriedRule {

        @Override
        public Set<Channel> channels() {
            return named(period.channels());
        }

        @Override
        public boolean countsHouseholds() {
            return false;
        }

        @Override
        public Replay replay(Instant from) {
            return period.paused() ? Replay.none(Replay.of(period, from)) : Replay.of(period, from);
        }

        @Override
        public Optional<Refusing> refusing() {
            return Optional.of(new Refusing(Gate.QUIET, period.key()));
        }
    }

    /** What a channel carries in a day. */
    record Carried(Capacity capacity, FullDays full) implements TriedRule {

        @Override
        public Set<Channel> channels() {
            return EnumSet.of(capacity.channel());
        }

        @Override
        public boolean countsHouseholds() {
            return false;
        }

        @Override
        public Replay replay(Instant from) {
            return Replay.of(capacity, full, from);
        }

        /** Who had a place is known by what was sent alone. */
        @Override
        public Optional<Refusing> refusing() {
            return Optional.empty();
        }
    }

    private static Set<Channel> named(Set<Channel> channels) {
        return channels.isEmpty() ? EnumSet.allOf(Channel.class) : channels;
    }
}
