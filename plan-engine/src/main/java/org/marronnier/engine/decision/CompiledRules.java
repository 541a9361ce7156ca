package org.marronnier.engine.decision;

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

    /** The set of even rules that holds none. */
    static final int NO_RULES = 0;

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

    private final Map<MessageKind, CompiledKind> kinds = new HashMap<>();
    private CompiledKind[] byNumber = new CompiledKind[0];
    private final Map<Long, Integer> evenSets = new HashMap<>();
    private final int[][] setsWith;
    private int sets;

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
        evenSets.put(0L, NO_RULES);
        sets = 1;
    }

    /** A scope that names no type holds transactional messages, which it does not restrict. */
    private static boolean countsWhatItRestricts(PressureRule rule) {
        return rule.counts().equals(rule.restricts()) && !rule.restricts().types().isEmpty();
    }

    /** The number of the preference on a channel, among the rules. */
    int preference(Channel channel) {
        return rules.size() + channel.ordinal();
    }

    /** What a kind of message is to the rules. */
    CompiledKind kind(MessageKind kind) {
        return kinds.computeIfAbsent(kind, this::compiled);
    }

    private CompiledKind compiled(MessageKind kind) {
        var own = bit(preference(kind.channel()), kind.isOfPreference());
        var restricting = own;
        var counting = own;
        for (var r = 0; r < rules.size(); r++) {
            var rule = rules.get(r);
            restricting |= bit(r, kind.isRestrictedBy(rule.restricts()));
            counting |= bit(r, rule.limit() instanceof Cap && kind.isIn(rule.counts()));
        }
        var number = byNumber.length;
        var compiled =
                new CompiledKind(
                        number,
                        kind,
                        restricting,
                        counting,
                        counting & ~(sameOffer | blocking | household),
                        counting & ~(sameOffer | blocking) & household,
                        evenSets.computeIfAbsent(restricting & even, this::newSet),
                        QuietTimetable.slot(kind.channel(), kind.type()));
        byNumber = Arrays.copyOf(byNumber, number + 1);
        byNumber[number] = compiled;
        return compiled;
    }

    private int newSet(long ofRules) {
        var set = sets++;
        for (var left = ofRules; left != 0; left &= left - 1) {
            var rule = Long.numberOfTrailingZeros(left);
            setsWith[rule] = Arrays.copyOf(setsWith[rule], setsWith[rule].length + 1);
            setsWith[rule][setsWith[rule].length - 1] = set;
        }
        return set;
    }

    /** How many sets of even rules there are: each of those that restrict some kind, from 0. */
    int sets() {
        return sets;
    }

    /** The sets that have a rule in them, in order. */
    int[] setsWith(int rule) {
        return setsWith[rule];
    }

    /** The kind of a number. */
    CompiledKind kind(int number) {
        return byNumber[number];
    }

    private static long bit(int number, boolean set) {
        return set ? 1L << number : 0;
    }
}
