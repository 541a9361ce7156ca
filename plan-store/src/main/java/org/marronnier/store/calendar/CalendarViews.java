package org.marronnier.store.calendar;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What users keep of the calendar: addresses under names, each user's own. */
@Component
public final class CalendarViews {

    /** An address under a name; the query is its part behind the question mark. */
    public record Kept(long id, String name, String query) {}

    private final JdbcClient jdbc;

    CalendarViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of a user, by name. */
    public List<Kept> of(String user) {
        return jdbc.sql(
                        "select id, name, query from calendar_view where username = :user order by lower(name), id")
                .param("user", user)
                .query(Kept.class)
                .list();
    }

    /** Keeps an address under a name, in place of what the user kept there before. */
    public void keep(String user, String name, String query, Instant now) {
        jdbc.sql(
                        """
                        insert into calendar_view (username, name, query, kept_at)
                        values (:user, :name, :query, :now)
                        on conflict (username, name) do update
                        set query = excluded.query, kept_at = excluded.kept_at
                        """)
                .param("user", user)
                .param("name", name)
                .param("query", query)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Forgets one of a user's own; whether there was one. */
    public boolean forget(String user, long id) {
        return jdbc.sql("delete from calendar_view where username = :user and id = :id")
                        .param("user", user)
                        .param("id", id)
                        .update()
                > 0;
    }
}
