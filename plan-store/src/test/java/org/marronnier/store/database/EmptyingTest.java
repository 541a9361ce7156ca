package org.marronnier.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class EmptyingTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private final SingleConnectionDataSource itself =
            new SingleConnectionDataSource(
                    DATABASE.url(), DATABASE.user(), DATABASE.password(), true);
    private final JdbcClient jdbc = JdbcClient.create(itself);
    private final String schema = Emptying.schema(itself);

    @AfterEach
    void close() {
        itself.close();
    }

    @Test
    void leavesNoRowAndEverySequenceAtItsStart() {
        assertThat(inserted("a")).isOne();
        assertThat(inserted("b")).isEqualTo(2);
        jdbc.sql("delete from contact where external_id = 'a'").update();

        assertThat(Emptying.of(itself, schema)).isTrue();

        assertThat(inserted("c")).isOne();
        assertThat(jdbc.sql("select external_id from contact").query(String.class).list())
                .containsExactly("c");
        assertThat(
                        jdbc.sql("select count(*) from flyway_schema_history")
                                .query(Long.class)
                                .single())
                .isPositive();
    }

    @Test
    void leavesNobodyElseConnected() throws SQLException {
        try (var other =
                DriverManager.getConnection(DATABASE.url(), DATABASE.user(), DATABASE.password())) {
            assertThat(other.isValid(1)).isTrue();

            assertThat(Emptying.of(itself, schema)).isTrue();

            assertThat(other.isValid(1)).isFalse();
        }
    }

    @Test
    void tellsASchemaThatWasChanged() {
        jdbc.sql("create function one() returns int language sql as 'select 1'").update();

        assertThat(Emptying.of(itself, schema)).isFalse();

        jdbc.sql("drop function one()").update();
        assertThat(Emptying.of(itself, schema)).isTrue();
    }

    private long inserted(String contact) {
        return jdbc.sql("insert into contact (external_id) values (:contact) returning id")
                .param("contact", contact)
                .query(Long.class)
                .single();
    }
}
