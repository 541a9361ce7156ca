package org.marronnier.engine.decision;

/** The kinds that a message would be of on the channels that it offers, best first. */
final class Path {

    final CompiledKind[] kinds;

    /** That on the best channel. */
    final CompiledKind first;

    /** Whether one channel is offered. */
    final boolean isSingle;

    /**
     * The set of even rules that restrict it, where that is the same on all channels; else none.
     */
    final int set;

    /** Where its quiet times stand, where one channel is offered; else those of no quiet at all. */
    final int slot;

    Path(CompiledKind... kinds) {
        this.kinds = kinds.clone();
        this.first = kinds[0];
        this.isSingle = kinds.length == 1;
        this.slot = isSingle ? kinds[0].slot() : QuietTimetable.NEVER;
        var same = kinds[0].set();
        for (var kind : kinds) {
            if (kind.set() != same) {
                same = CompiledRules.NO_RULES;
            }
        }
        this.set = same;
    }
}
