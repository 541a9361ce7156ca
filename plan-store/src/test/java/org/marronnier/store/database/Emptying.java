package org.marronnier.store.database;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes a migrated database as good as new. */
final class Emptying {

    /** What is made of the schema, by names: one that a test has changed is not as good as new. */
    private static final String SCHEMA =
            """
            select md5(string_agg(name, ',' order by name)) from (
                select concat(relkind, ' ', relname, ' ', relnatts) as name from pg_class
                where relnamespace = 'public'::regnamespace
                union all select concat('trigger ', tgname, ' ', tgenabled) from pg_trigger where not tgisinternal
                union all select concat('constraint ', conname) from pg_constraint
                union all select concat('function ', proname) from pg_proc where pronamespace = 'public'::regnamespace) names
            """;

    /** Also those whose rows are gone again, or never came to be. */
    private static final String WRITTEN =
            """
            select relname from pg_class
            where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'flyway_schema_history'
              and pg_relation_size(oid) > 0
            """;

    private Emptying() {}

    /** The schema of a database, in short. */
    static String schema(DataSource database) {
        return JdbcClient.create(database).sql(SCHEMA).query(String.class).single();
    }

    /**
     * Leaves no row and no other session, and every sequence at its start.
     *
     * @param schema that of the migrations
     * @return false where the database has another one
     */
    static boolean of(DataSource database, String schema) {
        var jdbc = JdbcClient.create(database);
        jdbc.sql(
                        """
                        select pg_terminate_backend(pid, 5000) from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid()
                        """)
                .query(Boolean.class)
                .list();
        if (!schema(database).equals(schema)) {
            return false;
        }
        var written = jdbc.sql(WRITTEN).query(String.class).list();
        if (!written.isEmpty()) {
            jdbc.sql("truncate " + String.join(", ", written) + " cascade").update();
        }
        jdbc.sql("select setval(seqrelid::regclass, seqstart, false) from pg_sequence")
                .query(Long.class)
                .list();
        return true;
    }
}
