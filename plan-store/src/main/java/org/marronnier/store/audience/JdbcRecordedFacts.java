package org.marronnier.store.audience;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
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
import org.marronnier.store.copy.Copies;
import org.marronnier.store.copy.Known;
import org.marronnier.store.copy.Literals;
import org.marronnier.store.copy.Micros;
import org.marronnier.store.copy.Words;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Facts from PostgreSQL: one COPY for the contacts, one for each type of event, one for consents
 * and one for messages, of what is needed alone.
 */
@Component
class JdbcRecordedFacts implements RecordedFacts {

    private final Copies copies;

    JdbcRecordedFacts(DataSource database) {
        this.copies = new Copies(database);
    }

    @Override
    @Transactional(readOnly = true)
    public void tell(
            Collection<Long> contacts,
            NeededFacts needed,
            Instant earliest,
            Instant now,
            FactListener listener) {
        if (contacts.isEmpty()) {
            return;
        }
        var ids = " = any (" + Literals.longs(contacts) + ")";
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

    private void contacts(String ids, List<String> fields, FactListener listener) {
        var columns = new StringBuilder("select c.id, c.known_zone");
        for (var field : fields) {
            columns.append(", ");
            columns.append(
                    ContactColumn.of(field)
                            .map(column -> "'string', cast(" + column + " as text)")
                            .orElseGet(() -> json("c.attributes", Literals.text(field))));
        }
        var zones = new Known<>(1, zone -> Optional.ofNullable(zone.text()).map(ZoneId::of));
        var kinds = kinds();
        copies.out(
                columns + " from contact c where c.id" + ids,
                row -> {
                    listener.contact(row.getLong(), zones.next(row).orElse(null));
                    for (var i = 0; i < fields.size(); i++) {
                        var kind = kinds.next(row);
                        var text = row.getString();
                        if (text != null) {
                            listener.field(i, kind.orElseThrow(), text);
                        }
                    }
                });
    }

    private void events(
            String ids,
            int type,
            NeededFacts.Events needed,
            Instant earliest,
            Instant now,
            FactListener listener) {
        var columns = new StringBuilder("select e.contact_id, e.at");
        for (var property : needed.properties()) {
            columns.append(", ").append(json("e.properties", Literals.text(property)));
        }
        var kinds = kinds();
        copies.out(
                columns
                        + " from event e where e.contact_id"
                        + ids
                        + " and e.type = "
                        + Literals.text(needed.type())
                        + " and e.at <= "
                        + Literals.instant(now)
                        + since("e.at", needed.windows().orElse(null), earliest)
                        + " order by e.contact_id, e.at",
                row -> {
                    listener.event(row.getLong(), type, Micros.since1970(row.getLong()));
                    for (var i = 0; i < needed.properties().size(); i++) {
                        var kind = kinds.next(row);
                        var text = row.getString();
                        if (text != null) {
                            listener.property(i, kind.orElseThrow(), text);
                        }
                    }
                });
    }

    /** Later than the start of the widest window, in whichever zone it is the earliest. */
    private static String since(String instant, @Nullable List<Span> windows, Instant now) {
        if (windows == null || windows.stream().anyMatch(span -> span.isEver(now))) {
            return "";
        }
        return windows.stream()
                .map(span -> Windows.earliest(span, now))
                .min(Instant::compareTo)
                .map(start -> " and " + instant + " > " + Literals.instant(start))
                .orElse("");
    }

    private void consents(
            String ids, List<ConsentKind> needed, Instant now, FactListener listener) {
        var places =
                new Known<>(
                        2,
                        kind ->
                                needed.indexOf(
                                        new ConsentKind(
                                                Channel.valueOf(requireNonNull(kind.text())),
                                                requireNonNull(kind.text()))));
        var statuses =
                new Known<>(1, status -> ConsentStatus.valueOf(requireNonNull(status.text())));
        copies.out(
                """
                select s.contact_id, s.channel, s.purpose, s.status, s.at
                from consent s
                where s.contact_id %s and s.purpose = any (%s) and s.at <= %s
                order by s.contact_id, s.at, s.id
                """
                        .formatted(
                                ids,
                                Literals.texts(
                                        needed.stream()
                                                .map(ConsentKind::purpose)
                                                .distinct()
                                                .toList()),
                                Literals.instant(now)),
                row -> {
                    var contact = row.getLong();
                    var consent = places.next(row);
                    var status = statuses.next(row);
                    var at = Micros.since1970(row.getLong());
                    if (consent >= 0) {
                        listener.consent(contact, consent, status, at);
                    }
                });
    }

    private void messages(
            String ids,
            List<NeededFacts.Messages> needed,
            Instant earliest,
            Instant now,
            FactListener listener) {
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
                            + Literals.instant(now)
                            + since(instant, one.windows().orElse(null), earliest)
                            + ")");
        }
        var kinds = new Known<>(7, JdbcRecordedFacts::message);
        copies.out(
                columns
                        + " from message m where m.contact_id"
                        + ids
                        + " and ("
                        + String.join(" or ", reached)
                        + ")",
                row -> {
                    listener.message(row.getLong(), kinds.next(row));
                    for (var one : needed) {
                        var at = row.getInstant();
                        if (at != null) {
                            listener.reached(one.status(), Microseconds.of(at));
                        }
                    }
                });
    }

    private static RecordedMessage message(Words.Fields fields) {
        return new RecordedMessage(
                requireNonNull(fields.text()),
                requireNonNull(fields.text()),
                Channel.valueOf(requireNonNull(fields.text())),
                MessageType.valueOf(requireNonNull(fields.text())),
                fields.text(),
                fields.text(),
                fields.texts());
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

    /** Of what kind a value is; none where it is missing. */
    private static Known<Optional<FactKind>> kinds() {
        return new Known<>(
                1, type -> Optional.ofNullable(type.text()).map(JdbcRecordedFacts::kind));
    }

    private static FactKind kind(String type) {
        return switch (type) {
            case "string" -> FactKind.TEXT;
            case "number" -> FactKind.NUMBER;
            case "boolean" -> FactKind.TRUTH;
            default -> FactKind.NESTED;
        };
    }
}
