package org.marronnier.store.plan;

import java.util.List;
import org.marronnier.domain.approval.Approval;
import org.marronnier.domain.approval.Approvals;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The moves of all items in PostgreSQL. */
interface JpaApprovals extends Approvals, Repository<Approval, Long> {

    @Override
    default List<Approval> of(String plan, ItemPlace place) {
        return of(
                plan,
                place.kind(),
                place.programme() == null ? "" : place.programme(),
                place.key());
    }

    @Query(
            """
            select a from Approval a
            where a.plan = :plan and a.subject = :subject and a.programme = :programme and a.key = :key
            order by a.id desc""")
    List<Approval> of(String plan, ItemKind subject, String programme, String key);
}
