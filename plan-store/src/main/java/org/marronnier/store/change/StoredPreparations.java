package org.marronnier.store.change;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.marronnier.domain.change.Preparation;
import org.marronnier.domain.change.Preparations;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.lifecycle.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class StoredPreparations implements Preparations {

    private static final String ITEM =
            "plan = :plan and kind = :kind and programme = :programme and key = :key";

    private final JdbcClient jdbc;

    StoredPreparations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Preparation> find(String plan, ItemPlace place) {
        return jdbc.sql("select * from preparation where " + ITEM)
                .paramSource(ItemParameters.of(plan, place))
                .query(StoredPreparations::preparation)
                .optional();
    }

    @Override
    public List<Preparation> of(String plan) {
        return jdbc.sql("select * from preparation where plan = :plan order by at desc, kind, key")
                .param("plan", plan)
                .query(StoredPreparations::preparation)
                .list();
    }

    @Override
    public void save(String plan, Preparation preparation) {
        jdbc.sql(
                        """
                        insert into preparation (plan, kind, programme, key, tree, status, who, at, reason)
                        values (:plan, :kind, :programme, :key, :tree::jsonb, :status, :who, :at, :reason)
                        on conflict (plan, kind, programme, key)
                        do update set tree = excluded.tree, status = excluded.status, who = excluded.who,
                            at = excluded.at, reason = excluded.reason""")
                .paramSource(
                        ItemParameters.of(plan, preparation.place())
                                .addValue("tree", ItemParameters.json(preparation.tree()))
                                .addValue("status", preparation.status().name())
                                .addValue("who", preparation.by())
                                .addValue("at", ItemParameters.timestamp(preparation.at()))
                                .addValue("reason", preparation.reason()))
                .update();
    }

    @Override
    public boolean remove(String plan, ItemPlace place) {
        return jdbc.sql("delete from preparation where " + ITEM)
                        .paramSource(ItemParameters.of(plan, place))
                        .update()
                > 0;
    }

    private static Preparation preparation(ResultSet row, int number) throws SQLException {
        return new Preparation(
                ItemParameters.place(row),
                requireNonNull(ItemParameters.tree(row.getString("tree"))),
                Status.valueOf(row.getString("status")),
                row.getString("who"),
                row.getTimestamp("at").toInstant(),
                row.getString("reason"));
    }
}
