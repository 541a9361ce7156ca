package org.marronnier.store.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Condition;
import org.marronnier.store.audience.ConditionCompiler.Reach;
import org.marronnier.store.copy.RowsOut;
import org.marronnier.store.packed.ContactBits;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Audiences as sets of bits, of all contacts there are. */
@Component
public class PackedAudiences {

    private static final int FETCH = 10_000;

    private final JdbcClient jdbc;
    private final DataSource database;

    public PackedAudiences(JdbcClient jdbc, DataSource database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** The audience that was gathered for a run. */
    public ContactBits gathered(long run) {
        var bits = new ContactBits();
        try (var connection = database.getConnection();
                var rows =
                        new RowsOut(
                                connection,
                                "select contacts from audience_chunk where run_id = " + run)) {
            while (rows.next()) {
                rows.getLongs(bits::add);
            }
        } catch (SQLException failed) {
            throw new UncategorizedSQLException("audience of run " + run, null, failed);
        }
        return bits;
    }

    /** All contacts that match. */
    @Transactional(readOnly = true)
    public ContactBits matching(Condition condition, Vocabulary vocabulary, Instant now) {
        var compiled = ConditionCompiler.compile(condition, vocabulary, now, Reach.ALL);
        var bits = new ContactBits();
        jdbc.sql("select c.id " + compiled.fromWhere())
                .params(compiled.parameters())
                .withFetchSize(FETCH)
                .query((ResultSet row) -> bits.add(row.getLong(1)));
        return bits;
    }
}
