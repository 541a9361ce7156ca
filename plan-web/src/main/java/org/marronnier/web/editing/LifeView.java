package org.marronnier.web.editing;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.approval.Aspect;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.lifecycle.Status;

/**
 * Where an item stands in its life, as a page tells it.
 *
 * @param status null for what has no life of its own
 * @param last the last move of it, in a sentence; null where there was none
 * @param reason why it was sent back, where it was
 * @param moves what the user may do with it: submit, approve, approve-apart, withdraw, send-back,
 *     launch, pause, resume, end, discard
 * @param aspects what can be approved apart, and who has approved it
 * @param prepared the version in preparation, which the moves up to the approval concern
 */
public record LifeView(
        ItemPlace place,
        long version,
        @Nullable Status status,
        @Nullable String last,
        @Nullable String reason,
        Set<String> moves,
        List<AspectLine> aspects,
        @Nullable Prepared prepared) {

    /** One aspect, and who approved it when; null where nobody has. */
    public record AspectLine(Aspect aspect, @Nullable String by) {}

    /** The version in preparation, and how it differs from what holds. */
    public record Prepared(
            Status status, String by, @Nullable String reason, List<Differences.Line> differences) {
        public Prepared {
            differences = List.copyOf(differences);
        }
    }

    public LifeView {
        moves = Set.copyOf(moves);
        aspects = List.copyOf(aspects);
    }

    public boolean may(String move) {
        return moves.contains(move);
    }
}
