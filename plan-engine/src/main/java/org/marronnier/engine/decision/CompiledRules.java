package org.marronnier.engine.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.PressureRule.Block;
import org.marronnier.domain.pressure.PressureRule.Cap;

/**
 * The pressure rules of a plan as bits: bit r stands for the rule at r, and the bits above for the
 * contact's own preference on each channel. A kind of message is a number, with the bits of the
 * rules that restrict it and of those that count it. Not for several threads while kinds are added.
 */
final class CompiledRules {

    final List<PressureRule> rules;
    final PackedWindow[] windows;
    final int[] max;

    /** All rules of the plan. */
    final long all;

    /** Those that count over the household. */
    final long household;

    /** Those that count the same offer alone. */
    final long sameOffer;

    /** Those that an event sets off. */
    final long blocking;

    /** Those whose windows are in exact time. */
    final long exact;

    /**
     * Those that count over a contact just the messages that they restrict, of any offer, in
     * windows that are all of one length.
     */
    final long even;

    private final Map<MessageKind, Integer> kinds = new HashMap<>();
    private final List<MessageKind> byNumber = new ArrayList<>();
    private long[] restricts = new long[16];
    private long[] counts = new long[16];
    private int[] slots = new int[16];
    private int[] sets = new int[16];
    private final Map<Long, Integer> evenSets = new HashMap<>();
    private final int[][] setsWith;

    CompiledRules(List<PressureRule> rules) {
        this.rules = List.copyOf(rules);
        this.windows =
                rules.stream()
                        .map(rule -> new PackedWindow(rule.window()))
                        .toArray(PackedWindow[]::new);
        this.max =
                rules.stream()
                        .mapToInt(rule -> rule.limit() instanceof Cap cap ? cap.max() : 0)
                        .toArray();
        var household = 0L;
        var sameOffer = 0L;
        var blocking = 0L;
        var exact = 0L;
        var even = 0L;
        for (var r = 0; r < rules.size(); r++) {
            var rule = rules.get(r);
            household |= bit(r, rule.unit() == PressureRule.Unit.HOUSEHOLD);
            sameOffer |= bit(r, rule.limit() instanceof Cap cap && cap.sameOffer());
            blocking |= bit(r, rule.limit() instanceof Block);
            exact |= bit(r, windows[r].exact);
            even |=
                    bit(
                            r,
                            rule.unit() == PressureRule.Unit.PERSON
                                    && windows[r].isEven()
                                    && countsWhatItRestricts(rule));
        }
        this.all = (1L << rules.size()) - 1;
        this.household = household;
        this.sameOffer = sameOffer;
        this.blocking = blocking;
        this.exact = exact;
        this.even = even & ~sameOffer & ~blocking;
        this.setsWith = new int[rules.size()][0];
    }

    /** A scope that names no type holds transactional messages, which it does not restrict. */
    private static boolean countsWhatItRestricts(PressureRule rule) {
        return rule.counts().equals(rule.restricts()) && !rule.restricts().types().isEmpty();
    }

    /** The number of the preference on a channel, among the rules. */
    int preference(Channel channel) {
        return rules.size() + channel.ordinal();
    }

    /** The number of a kind of message. */
    int kind(MessageKind kind) {
        var known = kinds.get(kind);
        if (known != null) {
            return known;
        }
        var number = byNumber.size();
        if (number == restricts.length) {
            restricts = Arrays.copyOf(restricts, 2 * number);
            counts = Arrays.copyOf(counts, 2 * number);
            slots = Arrays.copyOf(slots, 2 * number);
            sets = Arrays.copyOf(sets, 2 * number);
        }
        kinds.put(kind, number);
        byNumber.add(kind);
        slots[number] = QuietTimetable.slot(kind.channel(), kind.type());
        var own = bit(preference(kind.channel()), kind.isOfPreference());
        restricts[number] = own;
        counts[number] = own;
        for (var r = 0; r < rules.size(); r++) {
            var rule = rules.get(r);
            restricts[number] |= bit(r, kind.isRestrictedBy(rule.restricts()));
            counts[number] |= bit(r, rule.limit() instanceof Cap && kind.isIn(rule.counts()));
        }
        sets[number] = evenSets.computeIfAbsent(restricts[number] & even, this::newSet);
        return number;
    }

    private int newSet(long ofRules) {
        var set = evenSets.size();
        for (var left = ofRules; left != 0; left &= left - 1) {
            var rule = Long.numberOfTrailingZeros(left);
            setsWith[rule] = Arrays.copyOf(setsWith[rule], setsWith[rule].length + 1);
            setsWith[rule][setsWith[rule].length - 1] = set;
        }
        return set;
    }

    /** How many sets of even rules there are: each of those that restrict some kind, from 0. */
    int sets() {
        return evenSets.size();
    }

    /** The sets that have a rule in them, in order. */
    int[] setsWith(int rule) {
        return setsWith[rule];
    }

    /** The set of the even rules that restrict a kind. */
    int setOf(int kind) {
        return sets[kind];
    }

    MessageKind kind(int number) {
        return byNumber.get(number);
    }

    /** The slot of a kind's quiet times. */
    int slot(int kind) {
        return slots[kind];
    }

    /** The rules that restrict messages of a kind. */
    long restricting(int kind) {
        return restricts[kind];
    }

    /** The rules that count messages of a kind. */
    long counting(int kind) {
        return counts[kind];
    }

    private static long bit(int number, boolean set) {
        return set ? 1L << number : 0;
    }
}
