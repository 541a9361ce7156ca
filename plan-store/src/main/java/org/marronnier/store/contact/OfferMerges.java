package org.marronnier.store.contact;

import java.util.List;

/**
 * What a merge of two contacts does to what they are offered on the web, as SQL over {@code
 * :survivor}, {@code :merged} and {@code :merge}.
 *
 * <p>What the merged one was offered is the survivor's. Where both were offered the very same, the
 * survivor's stands for both, unless one of the two was shown; the other is kept, since a page that
 * was answered it may still report it.
 */
final class OfferMerges {

    private OfferMerges() {}

    private static final String DOUBLED =
            """
            with doubled as (
                update web_offer w set doubled = true
                where w.contact_id = :merged and not w.doubled
                  and exists (select from web_offer o
                              where o.contact_id = :survivor and not o.doubled and o.plan = w.plan
                                and o.source = w.source and o.step is not distinct from w.step and o.due = w.due)
                returning w.id
            )
            insert into contact_merge_row (merge_id, kind, key) select :merge, 'doubled', id from doubled
            """;

    private static final String OFFERS =
            """
            with moved as (
                update web_offer set contact_id = :survivor where contact_id = :merged returning id
            )
            insert into contact_merge_row (merge_id, kind, key) select :merge, 'offer', id from moved
            """;

    /** In this order. */
    static final List<String> THERE = List.of(DOUBLED, OFFERS);

    /** In this order. */
    static final List<String> BACK =
            List.of(
                    """
                    update web_offer w set contact_id = :merged from contact_merge_row r
                    where r.merge_id = :merge and r.kind = 'offer' and w.id = r.key::bigint and w.contact_id = :survivor
                    """,
                    """
                    update web_offer w set doubled = false from contact_merge_row r
                    where r.merge_id = :merge and r.kind = 'doubled' and w.id = r.key::bigint and w.contact_id = :merged
                    """);
}
