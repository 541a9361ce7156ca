package org.marronnier.engine.calendar;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.OccurrenceEdits;
import org.marronnier.engine.calendar.Occurrences.Occurrence;

/**
 * The occurrences of a rule without those that were left out, and with those that were moved in
 * their new places. Two that fall together happen once.
 */
final class EditedExpansion implements Iterator<Occurrence> {

    private final Iterator<LocalDateTime> rule;
    private final Set<LocalDateTime> changed;
    private final Deque<Occurrence> moved;
    private @Nullable LocalDateTime ahead;
    private @Nullable Occurrence next;
    private @Nullable LocalDateTime last;

    /**
     * @param moved those to happen in a new place, in any order
     */
    EditedExpansion(Iterator<LocalDateTime> rule, OccurrenceEdits edits, List<Occurrence> moved) {
        this.rule = rule;
        this.changed =
                Stream.concat(
                                edits.exceptions().stream(),
                                edits.overrides().stream().map(OccurrenceEdits.Moved::at))
                        .collect(toSet());
        this.moved =
                moved.stream()
                        .sorted(Comparator.comparing(Occurrence::start))
                        .collect(toCollection(ArrayDeque::new));
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            var found = take();
            if (found == null) {
                return false;
            }
            if (!found.start().equals(last)) {
                next = found;
            }
        }
        return true;
    }

    @Override
    public Occurrence next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("There is no further occurrence.");
        }
        var found = next;
        next = null;
        last = found.start();
        return found;
    }

    private @Nullable Occurrence take() {
        var regular = regular();
        var first = moved.peekFirst();
        if (first != null && (regular == null || first.start().isBefore(regular))) {
            return moved.removeFirst();
        }
        ahead = null;
        return regular == null ? null : new Occurrence(regular, regular);
    }

    private @Nullable LocalDateTime regular() {
        while (ahead == null && rule.hasNext()) {
            var at = rule.next();
            if (!changed.contains(at)) {
                ahead = at;
            }
        }
        return ahead;
    }
}
