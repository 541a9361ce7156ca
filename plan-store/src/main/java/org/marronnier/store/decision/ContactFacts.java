package org.marronnier.store.decision;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.time.Span;
import org.marronnier.store.copy.Copies;
import org.marronnier.store.copy.Known;
import org.marronnier.store.copy.Literals;
import org.marronnier.store.copy.Micros;
import org.marronnier.store.copy.Words;
import org.marronnier.store.outbox.Messages;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a decision needs to know of many contacts at once: a COPY a kind of fact. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class ContactFacts {

    /** A contact as its row says. */
    public record Row(
            long id,
            String externalId,
            @Nullable String household,
            @Nullable ZoneId zone,
            boolean erased,
            boolean suppressed,
            boolean complained,
            @Nullable Instant pausedUntil,
            @Nullable String email,
            boolean emailBounced,
            @Nullable String phone,
            boolean phoneBounced,
            @Nullable String street,
            @Nullable String postcode,
            @Nullable String city,
            @Nullable String pushToken) {}

    /** The current consent of a contact on a channel, for a purpose. */
    public record Consent(
            Channel channel, String purpose, ConsentStatus status, @Nullable String source) {}

    /** A consent and its place in the order in which those of its kind were recorded. */
    private record Recorded(long at, long id, Consent consent) {

        boolean isReplacedBy(Recorded other) {
            return consent.channel == other.consent.channel
                    && consent.purpose.equals(other.consent.purpose)
                    && (other.at > at || (other.at == at && other.id > id));
        }
    }

    /** A message that holds a place. */
    public record Sent(Instant at, Kind kind) {}

    /** What a message was when it was sent. */
    public record Kind(
            Channel channel,
            MessageType type,
            @Nullable String programme,
            String source,
            @Nullable String purpose,
            Set<String> tags,
            @Nullable String offer) {}

    /** The most that a contact wants on a channel in a rolling window. */
    public record Preference(Channel channel, int max, Span span) {}

    /** The state of SQL that tells that a lock was waited for too long. */
    private static final String LOCK_TIMEOUT = "55P03";

    /**
     * The ids of contacts and of all members of their households. As an array, so that contacts are
     * read by it in the order of their ids, without a join and a sort.
     */
    private static final String WITH_HOUSEHOLDS =
            """
            array(with asked as materialized (select id, household from contact where id = any (%s))
                  select id from asked where household is null
                  union all
                  select id
                  from contact
                  where household = any (array(select distinct household from asked where household is not null)))
            """;

    private final JdbcClient jdbc;
    private final Copies copies;

    public ContactFacts(JdbcClient jdbc, DataSource database) {
        this.jdbc = jdbc;
        this.copies = new Copies(database);
    }

    /**
     * Holds contacts until the end of the transaction, in the order of their ids, so that nobody
     * else decides over them. Where another waits for these and holds some, this one gives up
     * first, well before the database looks for a victim.
     *
     * @param withHouseholds the other members of their households too
     * @throws org.springframework.dao.PessimisticLockingFailureException when they are held for too
     *     long; to be tried again
     */
    public List<Row> lock(Collection<Long> contacts, boolean withHouseholds) {
        waitForLocks("700ms");
        try {
            var held = rows(contacts, withHouseholds, "for no key update");
            waitForLocks("0");
            return held;
        } catch (UncategorizedSQLException e) {
            var cause = e.getSQLException();
            if (cause != null && LOCK_TIMEOUT.equals(cause.getSQLState())) {
                throw new CannotAcquireLockException("Others hold the contacts for too long.", e);
            }
            throw e;
        }
    }

    /** How long this transaction waits for a lock; 0 is for as long as it takes. */
    private void waitForLocks(String time) {
        jdbc.sql("select set_config('lock_timeout', :time, true)")
                .param("time", time)
                .query(String.class)
                .single();
    }

    /** Contacts as they stand, in the order of their ids; nobody is held. */
    public List<Row> look(Collection<Long> contacts, boolean withHouseholds) {
        return rows(contacts, withHouseholds, "");
    }

    private List<Row> rows(Collection<Long> contacts, boolean withHouseholds, String hold) {
        if (contacts.isEmpty()) {
            return List.of();
        }
        var asked = Literals.longs(contacts);
        var rows = new ArrayList<Row>(contacts.size());
        var reading = new RowReading();
        copies.out(
                "select %s from contact where id = any (%s) order by id %s"
                        .formatted(
                                RowReading.COLUMNS,
                                withHouseholds ? WITH_HOUSEHOLDS.formatted(asked) : asked,
                                hold),
                row -> rows.add(reading.read(row)));
        return rows;
    }

    /**
     * The current consent of each contact on each channel that has one, for some purposes; of equal
     * instants the one recorded last.
     */
    public Map<Long, List<Consent>> consents(
            Collection<Long> contacts, Collection<String> purposes, Instant now) {
        var found = new HashMap<Long, List<Consent>>();
        if (contacts.isEmpty() || purposes.isEmpty()) {
            return found;
        }
        var known = new Known<>(4, ContactFacts::consent);
        var latest = new HashMap<Long, List<Recorded>>();
        copies.out(
                """
                select contact_id, at, id, channel, purpose, status, source
                from consent
                where contact_id = any (%s) and purpose = any (%s) and at <= %s
                """
                        .formatted(
                                Literals.longs(contacts),
                                Literals.texts(purposes),
                                Literals.instant(now)),
                row -> {
                    var those = listOf(latest, row.getLong());
                    var recorded = new Recorded(row.getLong(), row.getLong(), known.next(row));
                    if (those.stream().noneMatch(recorded::isReplacedBy)) {
                        those.removeIf(one -> one.isReplacedBy(recorded));
                        those.add(recorded);
                    }
                });
        latest.forEach(
                (contact, those) ->
                        found.put(contact, those.stream().map(Recorded::consent).toList()));
        return found;
    }

    /** The messages of each contact that hold a place, placed after an instant. */
    public Map<Long, List<Sent>> history(Collection<Long> contacts, Instant after) {
        var found = new HashMap<Long, List<Sent>>();
        if (contacts.isEmpty()) {
            return found;
        }
        var known = new Known<>(7, ContactFacts::kind);
        copies.out(
                """
                select m.contact_id, m.at, m.channel, m.type, m.programme, m.source, m.purpose, m.tags, m.offer
                from message m
                where m.contact_id = any (%s) and m.at > %s and %s
                """
                        .formatted(
                                Literals.longs(contacts),
                                Literals.instant(after),
                                Messages.HOLDS_PLACE),
                row -> {
                    var those = listOf(found, row.getLong());
                    var at = Micros.instant(row.getLong());
                    those.add(new Sent(at, known.next(row)));
                });
        return found;
    }

    /** What each contact that set a limit of its own wants at most. */
    public Map<Long, List<Preference>> preferences(Collection<Long> contacts) {
        var found = new HashMap<Long, List<Preference>>();
        if (contacts.isEmpty()) {
            return found;
        }
        var known = new Known<>(3, ContactFacts::preference);
        copies.out(
                "select contact_id, channel, cast(max as text), span from contact_preference where contact_id = any (%s)"
                        .formatted(Literals.longs(contacts)),
                row -> listOf(found, row.getLong()).add(known.next(row)));
        return found;
    }

    private static <T> List<T> listOf(Map<Long, List<T>> found, long contact) {
        return found.computeIfAbsent(contact, any -> new ArrayList<>());
    }

    private static Consent consent(Words.Fields fields) {
        return new Consent(
                Channel.valueOf(requireNonNull(fields.text())),
                requireNonNull(fields.text()),
                ConsentStatus.valueOf(requireNonNull(fields.text())),
                fields.text());
    }

    private static Kind kind(Words.Fields fields) {
        return new Kind(
                Channel.valueOf(requireNonNull(fields.text())),
                MessageType.valueOf(requireNonNull(fields.text())),
                fields.text(),
                requireNonNull(fields.text()),
                fields.text(),
                Set.copyOf(fields.texts()),
                fields.text());
    }

    private static Preference preference(Words.Fields fields) {
        return new Preference(
                Channel.valueOf(requireNonNull(fields.text())),
                Integer.parseInt(requireNonNull(fields.text())),
                Span.parse(requireNonNull(fields.text())));
    }
}
