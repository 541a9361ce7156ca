package org.marronnier.store.packed;

import static org.marronnier.store.run.Instants.toSql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Passes over all contacts, and which of their segments are still to be decided. */
@Repository
@Transactional
public class Passes {

    private final JdbcClient jdbc;
    private final DataSource database;

    public Passes(JdbcClient jdbc, DataSource database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** A desk for one worker. */
    public SegmentDesk desk(FactsAsked asked) {
        return new SegmentDesk(database, asked);
    }

    /**
     * Opens a pass over the contacts there are.
     *
     * @param size how many contacts a segment has, but for households that are larger
     */
    public long open(String plan, Instant decidesAt, int size) {
        var pass =
                jdbc.sql("insert into pass (plan, decides_at) values (:plan, :at) returning id")
                        .param("plan", plan)
                        .param("at", toSql(decidesAt))
                        .query(Long.class)
                        .single();
        jdbc.sql(
                        """
                with first as (
                    select id, lead(id) over (order by id) as next
                    from (select c.id, row_number() over (order by c.id) as n from contact c where %s) numbered
                    where n %% :size = 1 or :size = 1
                )
                insert into pass_segment (pass_id, number, from_id, to_id)
                select :pass, row_number() over (order by id) - 1, id, coalesce(next, 9223372036854775807) from first
                """
                                .formatted(Segment.ALONE))
                .param("pass", pass)
                .param("size", size)
                .update();
        jdbc.sql(
                        """
                with first as (
                    select household, row_number() over (order by household) - 1 as n,
                           lead(household) over (order by household) as next
                    from (select distinct household
                          from (select c.household, row_number() over (order by c.household) as n
                                from contact c where c.household is not null and not %s) numbered
                          where n %% :size = 1 or :size = 1) bound
                )
                insert into pass_segment (pass_id, number, from_household, to_household)
                select :pass, n + (select count(*) from pass_segment where pass_id = :pass),
                       case when n > 0 then household end, next
                from first
                """
                                .formatted(Segment.ALONE))
                .param("pass", pass)
                .param("size", size)
                .update();
        return pass;
    }

    /** The segments of a pass that are still to be decided. */
    @Transactional(readOnly = true)
    public List<Segment> waiting(long pass) {
        return jdbc.sql(
                        """
                select number, from_household, to_household, from_id, to_id
                from pass_segment
                where pass_id = :pass and not decided
                order by number
                """)
                .param("pass", pass)
                .query(Passes::segment)
                .list();
    }

    private static Segment segment(ResultSet row, int any) throws SQLException {
        var number = row.getInt("number");
        var from = row.getLong("from_id");
        return row.wasNull()
                ? new Segment.Households(
                        number, row.getString("from_household"), row.getString("to_household"))
                : new Segment.Alone(number, from, row.getLong("to_id"));
    }
}
