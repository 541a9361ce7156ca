package org.marronnier.store.change;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.change.Change;
import org.marronnier.domain.change.Changes;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class StoredChanges implements Changes {

    private static final String INSERT =
            """
            insert into change (plan, kind, programme, key, what, who, at, before, after, position)
            values (:plan, :kind, :programme, :key, :what, :who, :at, :before::jsonb, :after::jsonb, :position)""";

    private static final String ITEM =
            "plan = :plan and kind = :kind and programme = :programme and key = :key";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    StoredChanges(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    @Override
    public long note(Change change) {
        return jdbc.sql(INSERT + " returning id")
                .paramSource(parameters(change))
                .query(Long.class)
                .single();
    }

    @Override
    public void noteAll(Collection<Change> changes) {
        batches.batchUpdate(
                INSERT,
                changes.stream()
                        .map(StoredChanges::parameters)
                        .toArray(MapSqlParameterSource[]::new));
    }

    @Override
    public Optional<Change> find(String plan, long id) {
        return jdbc.sql("select * from change where plan = :plan and id = :id")
                .param("plan", plan)
                .param("id", id)
                .query(StoredChanges::change)
                .optional();
    }

    @Override
    public Optional<Change> last(String plan, ItemPlace place) {
        return of(plan, place, 1).stream().findFirst();
    }

    @Override
    public Optional<Change> firstAfter(String plan, ItemPlace place, long id) {
        return jdbc.sql(
                        "select * from change where "
                                + ITEM
                                + " and id > :id and what <> 'MOVED' order by id limit 1")
                .paramSource(ItemParameters.of(plan, place).addValue("id", id))
                .query(StoredChanges::change)
                .optional();
    }

    @Override
    public List<Change> of(String plan, ItemPlace place, int most) {
        return jdbc.sql("select * from change where " + ITEM + " order by id desc limit :most")
                .paramSource(ItemParameters.of(plan, place).addValue("most", most))
                .query(StoredChanges::change)
                .list();
    }

    @Override
    public List<Change> gone(String plan, ItemKind kind, @Nullable String programme, int most) {
        return jdbc.sql(
                        """
                        select * from (
                            select distinct on (key) * from change
                            where plan = :plan and kind = :kind and programme = :programme and key <> ''
                            order by key, id desc) newest
                        where after is null order by id desc limit :most""")
                .paramSource(
                        ItemParameters.of(plan, ItemPlace.list(kind, programme))
                                .addValue("most", most))
                .query(StoredChanges::change)
                .list();
    }

    private static MapSqlParameterSource parameters(Change change) {
        return ItemParameters.of(change.plan(), change.place())
                .addValue("what", change.what().name())
                .addValue("who", change.who())
                .addValue("at", ItemParameters.timestamp(change.at()))
                .addValue("before", ItemParameters.json(change.before()))
                .addValue("after", ItemParameters.json(change.after()))
                .addValue("position", change.position());
    }

    private static Change change(ResultSet row, int number) throws SQLException {
        return new Change(
                row.getLong("id"),
                row.getString("plan"),
                ItemParameters.place(row),
                Change.What.valueOf(row.getString("what")),
                row.getString("who"),
                row.getTimestamp("at").toInstant(),
                ItemParameters.tree(row.getString("before")),
                ItemParameters.tree(row.getString("after")),
                row.getObject("position", Integer.class));
    }
}
