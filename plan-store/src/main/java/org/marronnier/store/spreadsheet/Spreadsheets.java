package org.marronnier.store.spreadsheet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.json.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Spreadsheets that were sent, kept for a few days while their sender decides about them. */
@Repository
@Transactional
public class Spreadsheets {

    private static final Duration KEPT = Duration.ofDays(7);

    /**
     * A spreadsheet that was sent.
     *
     * @param mapping how it is to be read, as a tree
     * @param result what became of it, as a tree; null until it was applied
     */
    public record Spreadsheet(
            long id,
            String plan,
            String sender,
            String fileName,
            Instant sentAt,
            Object mapping,
            @Nullable Object result) {}

    private final JdbcClient jdbc;

    public Spreadsheets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a spreadsheet, and forgets those that are a week old. */
    public long add(
            String plan,
            String sender,
            String fileName,
            byte[] content,
            Object mapping,
            Instant now) {
        jdbc.sql("delete from spreadsheet where sent_at < :then")
                .param("then", Timestamp.from(now.minus(KEPT)))
                .update();
        return jdbc.sql(
                        """
                insert into spreadsheet (plan, sender, file_name, content, mapping, sent_at)
                values (:plan, :sender, :fileName, :content, cast(:mapping as jsonb), :now)
                returning id
                """)
                .param("plan", plan)
                .param("sender", sender)
                .param("fileName", fileName)
                .param("content", content)
                .param("mapping", Json.of(mapping).text())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    /** A spreadsheet, for who sent it alone. */
    @Transactional(readOnly = true)
    public Optional<Spreadsheet> find(long id, String sender) {
        return jdbc.sql(
                        """
                select id, plan, sender, file_name, sent_at, mapping, result
                from spreadsheet where id = :id and sender = :sender
                """)
                .param("id", id)
                .param("sender", sender)
                .query(Spreadsheets::spreadsheet)
                .optional();
    }

    /** The bytes of a spreadsheet that was found. */
    @Transactional(readOnly = true)
    public byte[] content(long id) {
        return jdbc.sql("select content from spreadsheet where id = :id")
                .param("id", id)
                .query((row, _) -> row.getBytes("content"))
                .single();
    }

    public void map(long id, Object mapping) {
        jdbc.sql("update spreadsheet set mapping = cast(:mapping as jsonb) where id = :id")
                .param("id", id)
                .param("mapping", Json.of(mapping).text())
                .update();
    }

    /** Notes what became of it; runs within the transaction that applies it. */
    public void applied(long id, Object result) {
        jdbc.sql("update spreadsheet set result = cast(:result as jsonb) where id = :id")
                .param("id", id)
                .param("result", Json.of(result).text())
                .update();
    }

    private static Spreadsheet spreadsheet(ResultSet row, int number) throws SQLException {
        var result = row.getString("result");
        return new Spreadsheet(
                row.getLong("id"),
                row.getString("plan"),
                row.getString("sender"),
                row.getString("file_name"),
                row.getTimestamp("sent_at").toInstant(),
                new Json(row.getString("mapping")).tree(),
                result == null ? null : new Json(result).tree());
    }
}
