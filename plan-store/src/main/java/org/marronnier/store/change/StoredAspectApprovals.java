package org.marronnier.store.change;

import java.util.List;
import java.util.Set;
import org.marronnier.domain.approval.Aspect;
import org.marronnier.domain.approval.AspectApproval;
import org.marronnier.domain.approval.AspectApprovals;
import org.marronnier.domain.document.ItemPlace;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class StoredAspectApprovals implements AspectApprovals {

    private static final String ITEM =
            "plan = :plan and kind = :kind and programme = :programme and key = :key";

    private final JdbcClient jdbc;

    StoredAspectApprovals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<AspectApproval> of(String plan, ItemPlace place) {
        return jdbc.sql("select aspect, who, at from aspect_approval where " + ITEM)
                .paramSource(ItemParameters.of(plan, place))
                .query(
                        (row, _) ->
                                new AspectApproval(
                                        Aspect.valueOf(row.getString("aspect")),
                                        row.getString("who"),
                                        row.getTimestamp("at").toInstant()))
                .list();
    }

    @Override
    public void save(String plan, ItemPlace place, AspectApproval approval) {
        jdbc.sql(
                        """
                        insert into aspect_approval (plan, kind, programme, key, aspect, who, at)
                        values (:plan, :kind, :programme, :key, :aspect, :who, :at)
                        on conflict (plan, kind, programme, key, aspect) do nothing""")
                .paramSource(
                        ItemParameters.of(plan, place)
                                .addValue("aspect", approval.aspect().name())
                                .addValue("who", approval.by())
                                .addValue("at", ItemParameters.timestamp(approval.at())))
                .update();
    }

    @Override
    public void remove(String plan, ItemPlace place, Set<Aspect> aspects) {
        jdbc.sql("delete from aspect_approval where " + ITEM + " and aspect = any(:aspects)")
                .paramSource(
                        ItemParameters.of(plan, place)
                                .addValue(
                                        "aspects",
                                        aspects.stream().map(Aspect::name).toArray(String[]::new)))
                .update();
    }
}
