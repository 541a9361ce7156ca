package org.marronnier.store.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The product's own inbox, where messages go while no server is configured for their channel. */
@Repository
@Transactional
public class Inbox {

    /**
     * A message as it would have left.
     *
     * @param headers one a line
     * @param body the text part
     */
    public record Mail(
            long message,
            String contact,
            String channel,
            Instant receivedAt,
            @Nullable String sender,
            String recipient,
            @Nullable String subject,
            String headers,
            @Nullable String html,
            @Nullable String body) {}

    private static final String LIST =
            """
            select message_id, external_id, channel, received_at, sender, recipient, subject, '' as headers,
                   null as html, null as body
            from inbox_mail
            where %s
            order by message_id desc
            limit :limit
            """;

    /** Whatever a search finds, from indexes alone; a mail that it finds twice counts as one. */
    private static final String FOUND =
            """
            (with found as materialized (
                 select message_id from inbox_mail
                 where recipient_key >= :from and recipient_key < :to and message_id < :before
                 union all
                 select message_id from inbox_mail
                 where subject_key >= :from and subject_key < :to and message_id < :before)
             select message_id from found order by message_id desc limit 2 * :limit)
            """;

    private final JdbcClient jdbc;

    public Inbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes messages, each once however often it comes. */
    public void take(List<Mail> mails) {
        jdbc.sql(
                        """
                insert into inbox_mail (message_id, external_id, channel, received_at, sender, recipient, recipient_key,
                                        subject, headers, html, body)
                select message, contact, channel, received_at, sender, recipient, recipient_key, subject, headers, html, body
                from unnest(cast(:messages as bigint[]), cast(:contacts as text[]), cast(:channels as text[]),
                            cast(:receivedAts as timestamptz[]), cast(:senders as text[]), cast(:recipients as text[]),
                            cast(:recipientKeys as text[]), cast(:subjects as text[]), cast(:headers as text[]),
                            cast(:htmls as text[]), cast(:bodies as text[]))
                     as mail (message, contact, channel, received_at, sender, recipient, recipient_key, subject,
                              headers, html, body)
                on conflict (message_id) do nothing
                """)
                .param("messages", mails.stream().map(Mail::message).toArray(Long[]::new))
                .param("contacts", mails.stream().map(Mail::contact).toArray(String[]::new))
                .param("channels", mails.stream().map(Mail::channel).toArray(String[]::new))
                .param(
                        "receivedAts",
                        mails.stream()
                                .map(mail -> mail.receivedAt().toString())
                                .toArray(String[]::new))
                .param("senders", mails.stream().map(Mail::sender).toArray(String[]::new))
                .param("recipients", mails.stream().map(Mail::recipient).toArray(String[]::new))
                .param(
                        "recipientKeys",
                        mails.stream().map(mail -> folded(mail.recipient())).toArray(String[]::new))
                .param("subjects", mails.stream().map(Mail::subject).toArray(String[]::new))
                .param("headers", mails.stream().map(Mail::headers).toArray(String[]::new))
                .param("htmls", mails.stream().map(Mail::html).toArray(String[]::new))
                .param("bodies", mails.stream().map(Mail::body).toArray(String[]::new))
                .update();
    }

    /**
     * The newest mails, without their contents.
     *
     * @param search the beginning of an address or a subject; empty for all
     * @param before the message of the last one seen; null for the newest
     */
    @Transactional(readOnly = true)
    public List<Mail> newest(String search, @Nullable Long before, int limit) {
        var wanted = folded(search.strip());
        var query =
                LIST.formatted(
                        wanted.isEmpty() ? "message_id < :before" : "message_id in " + FOUND);
        return jdbc.sql(query)
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("from", wanted)
                .param("to", wanted + "\uDBFF\uDFFF")
                .param("limit", limit)
                .query(Inbox::mail)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Mail> find(long message) {
        return jdbc.sql(
                        """
                select message_id, external_id, channel, received_at, sender, recipient, subject, headers, html, body
                from inbox_mail
                where message_id = :message
                """)
                .param("message", message)
                .query(Inbox::mail)
                .optional();
    }

    /** Throws all mails away. Contacts keep them in their history. */
    public void empty() {
        jdbc.sql("truncate inbox_mail").update();
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Mail mail(ResultSet row, int number) throws SQLException {
        return new Mail(
                row.getLong("message_id"),
                row.getString("external_id"),
                row.getString("channel"),
                Instants.from(row, "received_at"),
                row.getString("sender"),
                row.getString("recipient"),
                row.getString("subject"),
                row.getString("headers"),
                row.getString("html"),
                row.getString("body"));
    }
}
