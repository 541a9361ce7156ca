package org.marronnier.store.outbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Numbers of messages that only try a template: they stand in nobody's history, and no message ever
 * has the same.
 */
@Repository
public class TestNumbers {

    private final JdbcClient jdbc;

    public TestNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public long next() {
        return jdbc.sql("select nextval(pg_get_serial_sequence('message', 'id'))")
                .query(Long.class)
                .single();
    }
}
