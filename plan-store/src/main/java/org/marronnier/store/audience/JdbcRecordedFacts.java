package org.marronnier.store.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentKind;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.fact.FactKind;
import org.marronnier.domain.fact.FactListener;
import org.marronnier.domain.fact.Microseconds;
import org.marronnier.domain.fact.NeededFacts;
import org.marronnier.domain.fact.RecordedFacts;
import org.marronnier.domain.fact.RecordedMessage;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.time.Span;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Facts from PostgreSQL: one query for the contacts, one for each type of event, one for consents
 * and one for messages, of what is needed alone.
 */
@Component
class JdbcRecordedFacts implements RecordedFacts {

    private final JdbcClient jdbc;

    JdbcRecordedFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public void tell(
            Collection<Long> contacts,
            NeededFacts needed,
            Instant earliest,
            Instant now,
            FactListener listener) {
        var ids = contacts.toArray(Long[]::new);
        contacts(ids, needed.fields(), listener);
        for (var i = 0; i < needed.events().size(); i++) {
            events(ids, i, needed.events().get(i), earliest, now, listener);
        }
        if (!needed.consents().isEmpty()) {
            consents(ids, needed.consents(), now, listener);
        }
        if (!needed.messages().isEmpty()) {
            messages(ids, needed.messages(), earliest, now, listener);
        }
    }

    private void contacts(Long[] ids, List<String> fields, FactListener listener) {
        var parameters = new Parameters();
        var columns = new StringBuilder("select c.id, c.known_zone");
        for (var field : fields) {
            columns.append(", ");
            columns.append(
                    ContactColumn.of(field)
                            .map(column -> "'string', cast(" + column + " as text)")
                            .orElseGet(() -> json("c.attributes", parameters.text(field))));
        }
        jdbc.sql(columns + " from contact c where c.id = any (:contacts)")
                .params(parameters.values())
                .param("contacts", ids)
                .query(
                        row -> {
                            var zone = row.getString(2);
                            listener.contact(row.getLong(1), zone == null ? null : ZoneId.of(zone));
                            for (var i = 0; i < fields.size(); i++) {
                                var text = row.getString(4 + 2 * i);
                                if (text != null) {
                                    listener.field(i, kind(row.getString(3 + 2 * i)), text);
                                }
                            }
                        });
    }

    private void events(
            Long[] ids,
            int type,
            NeededFacts.Events needed,
            Instant earliest,
            Instant now,
            FactListener listener) {
        var parameters = new Parameters();
        var columns = new StringBuilder("select e.contact_id, e.at");
        for (var property : needed.properties()) {
            columns.append(", ").append(json("e.properties", parameters.text(property)));
        }
        var from = " from event e where e.contact_id = any (:contacts) and e.type = ";
        jdbc.sql(
                        columns
                                + from
                                + parameters.text(needed.type())
                                + " and e.at <= "
                                + parameters.instant(now)
                                + since("e.at", needed.windows().orElse(null), earliest, parameters)
                                + " order by e.contact_id, e.at")
                .params(parameters.values())
                .param("contacts", ids)
                .query(
                        row -> {
                            listener.event(row.getLong(1), type, instant(row, 2));
                            for (var i = 0; i < needed.properties().size(); i++) {
                                var text = row.getString(4 + 2 * i);
                                if (text != null) {
                                    listener.property(i, kind(row.getString(3 + 2 * i)), text);
                                }
                            }
                        });
    }

    /** Later than the start of the widest window, in whichever zone it is the earliest. */
    private static String since(
            String instant, @Nullable List<Span> windows, Instant now, Parameters parameters) {
        if (windows == null || windows.stream().anyMatch(span -> span.isEver(now))) {
            return "";
        }
        return windows.stream()
                .map(span -> Windows.earliest(span, now))
                .min(Instant::compareTo)
                .map(start -> " and " + instant + " > " + parameters.instant(start))
                .orElse("");
    }

    private void consents(
            Long[] ids, List<ConsentKind> needed, Instant now, FactListener listener) {
        jdbc.sql(
                        """
                        select s.contact_id, s.channel, s.purpose, s.status, s.at
                        from consent s
                        where s.contact_id = any (:contacts) and s.purpose = any (:purposes) and s.at <= :now
                        order by s.contact_id, s.at, s.id
                        """)
                .param("contacts", ids)
                .param(
                        "purposes",
                        needed.stream().map(ConsentKind::purpose).distinct().toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(
                        row -> {
                            var consent =
                                    needed.indexOf(
                                            new ConsentKind(
                                                    Channel.valueOf(row.getString(2)),
                                                    row.getString(3)));
                            if (consent >= 0) {
                                listener.consent(
                                        row.getLong(1),
                                        consent,
                                        ConsentStatus.valueOf(row.getString(4)),
                                        instant(row, 5));
                            }
                        });
    }

    private void messages(
            Long[] ids,
            List<NeededFacts.Messages> needed,
            Instant earliest,
            Instant now,
            FactListener listener) {
        var parameters = new Parameters();
        var end = parameters.instant(now);
        var columns =
                new StringBuilder(
                        "select m.contact_id, m.plan, m.source, m.channel, m.type, m.programme, m.template, m.tags");
        var reached = new ArrayList<String>();
        for (var one : needed) {
            var instant = instantOf(one.status());
            columns.append(", ").append(instant);
            reached.add(
                    "("
                            + instant
                            + " <= "
                            + end
                            + since(instant, one.windows().orElse(null), earliest, parameters)
                            + ")");
        }
        jdbc.sql(
                        columns
                                + " from message m where m.contact_id = any (:contacts) and ("
                                + String.join(" or ", reached)
                                + ")")
                .params(parameters.values())
                .param("contacts", ids)
                .query(
                        row -> {
                            listener.message(row.getLong(1), message(row));
                            for (var i = 0; i < needed.size(); i++) {
                                var at = row.getObject(9 + i, OffsetDateTime.class);
                                if (at != null) {
                                    listener.reached(
                                            needed.get(i).status(),
                                            Microseconds.of(at.toInstant()));
                                }
                            }
                        });
    }

    private static RecordedMessage message(ResultSet row) throws SQLException {
        return new RecordedMessage(
                row.getString(2),
                row.getString(3),
                Channel.valueOf(row.getString(4)),
                MessageType.valueOf(row.getString(5)),
                row.getString(6),
                row.getString(7),
                List.of((String[]) row.getArray(8).getArray()));
    }

    /** When a message reached a status; null where it did not. */
    private static String instantOf(MessageStatus status) {
        return switch (status) {
            case SENT -> "case when m.status in ('SENT', 'UNCERTAIN') then m.at end";
            case FAILED -> "case when m.status = 'FAILED' then m.at end";
            case DELIVERED -> "m.delivered_at";
            case OPENED -> "m.opened_at";
            case CLICKED -> "m.clicked_at";
            case BOUNCED -> "m.bounced_at";
            case COMPLAINED -> "m.complained_at";
            case UNSUBSCRIBED -> "m.unsubscribed_at";
        };
    }

    /** What a value of a JSON object is, and its text. */
    private static String json(String object, String key) {
        return "jsonb_typeof(%1$s -> %2$s), %1$s ->> %2$s".formatted(object, key);
    }

    private static FactKind kind(String type) {
        return switch (type) {
            case "string" -> FactKind.TEXT;
            case "number" -> FactKind.NUMBER;
            case "boolean" -> FactKind.TRUTH;
            default -> FactKind.NESTED;
        };
    }

    private static long instant(ResultSet row, int column) throws SQLException {
        return Microseconds.of(
                Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant());
    }
}
