package org.marronnier.domain.comment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.marronnier.domain.document.ItemPlace;

/** The comments of all plans. */
public interface Comments {

    /** What was said about an item, oldest first. */
    List<Comment> of(String plan, ItemPlace place);

    Optional<Comment> find(String plan, long id);

    long add(String plan, ItemPlace place, String who, Instant at, String text);

    void remove(long id);
}
