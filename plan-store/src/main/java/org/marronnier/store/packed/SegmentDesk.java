package org.marronnier.store.packed;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * Where one worker of a pass has its segments decided, one after the other and each in a
 * transaction of its own: contacts held, facts out, outcomes in. What fails leaves nothing behind,
 * and what was decided is not decided again. Not for several threads.
 */
public final class SegmentDesk {

    private final DataSource database;
    private final FactsAsked asked;
    private final SegmentFacts facts = new SegmentFacts();
    private final Outcomes outcomes = new Outcomes();

    /** Decides all that is asked of the contacts of a segment. */
    public interface Deciding {
        void decide(SegmentFacts facts, Outcomes outcomes);
    }

    SegmentDesk(DataSource database, FactsAsked asked) {
        this.database = database;
        this.asked = asked;
    }

    public Outcomes outcomes() {
        return outcomes;
    }

    /** What the facts and the outcomes of the largest segment so far take in memory. */
    public long bytes() {
        return facts.bytes() + outcomes.bytes();
    }

    /**
     * Has a segment decided, unless it is already.
     *
     * @return whether it was decided just now
     */
    public boolean decide(long pass, Segment segment, Deciding deciding) {
        try (var connection = database.getConnection()) {
            var automatic = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                var isNew = decide(connection, pass, segment, deciding);
                connection.commit();
                return isNew;
            } finally {
                outcomes.abandon();
                connection.rollback();
                connection.setAutoCommit(automatic);
            }
        } catch (SQLException failed) {
            throw new UncategorizedSQLException(
                    "segment %d of pass %d".formatted(segment.number(), pass), null, failed);
        }
    }

    private boolean decide(Connection connection, long pass, Segment segment, Deciding deciding)
            throws SQLException {
        if (!claim(connection, pass, segment)) {
            return false;
        }
        try (var statement = connection.createStatement()) {
            statement.execute(FactsQueries.hold(segment));
        }
        facts.read(connection, segment, asked);
        outcomes.begin(connection);
        deciding.decide(facts, outcomes);
        outcomes.end(connection);
        return true;
    }

    private static boolean claim(Connection connection, long pass, Segment segment)
            throws SQLException {
        try (var claim =
                connection.prepareStatement(
                        "update pass_segment set decided = true where pass_id = ? and number = ? and not decided")) {
            claim.setLong(1, pass);
            claim.setInt(2, segment.number());
            return claim.executeUpdate() == 1;
        }
    }
}
