package org.marronnier.store.change;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.marronnier.domain.comment.Comment;
import org.marronnier.domain.comment.Comments;
import org.marronnier.domain.document.ItemPlace;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class StoredComments implements Comments {

    private final JdbcClient jdbc;

    StoredComments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Comment> of(String plan, ItemPlace place) {
        return jdbc.sql(
                        """
                        select * from comment
                        where plan = :plan and kind = :kind and programme = :programme and key = :key
                        order by id""")
                .paramSource(ItemParameters.of(plan, place))
                .query(StoredComments::comment)
                .list();
    }

    @Override
    public Optional<Comment> find(String plan, long id) {
        return jdbc.sql("select * from comment where plan = :plan and id = :id")
                .param("plan", plan)
                .param("id", id)
                .query(StoredComments::comment)
                .optional();
    }

    @Override
    public long add(String plan, ItemPlace place, String who, Instant at, String text) {
        return jdbc.sql(
                        """
                        insert into comment (plan, kind, programme, key, who, at, text)
                        values (:plan, :kind, :programme, :key, :who, :at, :text) returning id""")
                .paramSource(
                        ItemParameters.of(plan, place)
                                .addValue("who", who)
                                .addValue("at", ItemParameters.timestamp(at))
                                .addValue("text", text))
                .query(Long.class)
                .single();
    }

    @Override
    public void remove(long id) {
        jdbc.sql("delete from comment where id = :id").param("id", id).update();
    }

    private static Comment comment(ResultSet row, int number) throws SQLException {
        return new Comment(
                row.getLong("id"),
                row.getString("plan"),
                ItemParameters.place(row),
                row.getString("who"),
                row.getTimestamp("at").toInstant(),
                row.getString("text"));
    }
}
