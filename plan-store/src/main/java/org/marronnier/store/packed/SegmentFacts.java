package org.marronnier.store.packed;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.time.Span;
import org.marronnier.store.copy.Bytes;
import org.marronnier.store.copy.Micros;
import org.marronnier.store.copy.RowsOut;
import org.marronnier.store.copy.Words;
import org.marronnier.store.decision.ContactFacts.Preference;

/**
 * The facts of the contacts of one segment in columns, those of a household beside each other and
 * in the order of external ids. The next segment fills the same columns again; numbers of zones and
 * kinds of messages stay.
 */
public final class SegmentFacts {

    /** No more messages. */
    public static final int NONE = -1;

    private static final int BLOCKED = 1;
    private static final int PAUSED = 2;
    private static final int ADDRESS = 4;

    private int size;
    private long[] contact = new long[64];
    private boolean[] opensHousehold = new boolean[64];
    private int[] zone = new int[64];
    private short[] standing = new short[64];
    private int[] externalId = new int[65];
    private byte[] consent = new byte[64];
    private int kindsOfConsent;
    private final Bytes externalIds = new Bytes(64);
    private final Map<Integer, List<Preference>> preferences = new HashMap<>();

    private int messages;
    private int[] firstMessage = new int[64];
    private int[] nextMessage = new int[64];
    private int[] second = new int[64];
    private int[] kind = new int[64];
    private long since;

    private int[] slots = new int[128];

    private final Words zones = new Words();
    private final Words kinds = new Words();

    /** How a contact stands to a purpose on a channel, by its latest consent. */
    public enum Standing {
        SILENT,
        PENDING,
        REFUSED,
        GRANTED,
        CONFIRMED
    }

    private static final Standing[] STANDINGS = Standing.values();

    /** How many contacts there are; they are known by their place from 0. */
    public int size() {
        return size;
    }

    /** The contact's id. */
    public long contact(int i) {
        return contact[i];
    }

    /** Whether the contact is the first of its household. */
    public boolean opensHousehold(int i) {
        return opensHousehold[i];
    }

    /** The number of the contact's zone. */
    public int zone(int i) {
        return zone[i];
    }

    /** A zone by its number; null for that of contacts that have none. */
    public @Nullable ZoneId zoneOf(int number) {
        var name = zones.fields(number).text();
        return name == null ? null : ZoneId.of(name);
    }

    /** Whether the contact is erased, suppressed or has complained. */
    public boolean isBlocked(int i) {
        return (standing[i] & BLOCKED) != 0;
    }

    /** Whether the contact is paused at the decision instant. */
    public boolean isPaused(int i) {
        return (standing[i] & PAUSED) != 0;
    }

    /** The channels, by the bits of their ordinals, that have a usable address. */
    public int reachable(int i) {
        return standing[i] / ADDRESS;
    }

    /**
     * How the contact stands to a kind of consent.
     *
     * @param number the place of the kind in what was asked
     */
    public Standing consent(int i, int number) {
        return STANDINGS[consent[i * kindsOfConsent + number]];
    }

    /** What the contact wishes at most, by channel. */
    public List<Preference> preferences(int i) {
        return preferences.isEmpty() ? List.of() : preferences.getOrDefault(i, List.of());
    }

    /** The contact's external id; empty where external ids were not asked for. */
    public String externalId(int i) {
        return new String(
                externalIds.array,
                externalId[i],
                externalId[i + 1] - externalId[i],
                StandardCharsets.UTF_8);
    }

    /** A message of the contact that holds its place, or {@link #NONE}; the others follow it. */
    public int firstMessage(int i) {
        return firstMessage[i];
    }

    /** The next message of the same contact, or {@link #NONE}. */
    public int nextMessage(int message) {
        return nextMessage[message];
    }

    /** When it was placed, in seconds of UTC. */
    public long second(int message) {
        return since + second[message];
    }

    /** The number of what the message was. */
    public int kind(int message) {
        return kind[message];
    }

    /** How many kinds are known so far. */
    public int kinds() {
        return kinds.size();
    }

    /** What a message was, by its number. */
    public PastKind kindOf(int number) {
        var fields = kinds.fields(number);
        return new PastKind(
                Channel.valueOf(Objects.requireNonNull(fields.text())),
                MessageType.valueOf(Objects.requireNonNull(fields.text())),
                fields.text(),
                fields.text(),
                Set.copyOf(fields.texts()),
                fields.text());
    }

    /** What the columns take in memory. */
    public long bytes() {
        return 8L * contact.length
                + opensHousehold.length
                + 4L * zone.length
                + 2L * standing.length
                + 4L * externalId.length
                + consent.length
                + externalIds.array.length
                + 4L * firstMessage.length
                + 12L * kind.length
                + 4L * slots.length;
    }

    void read(Connection connection, Segment segment, FactsAsked asked) throws SQLException {
        readContacts(connection, segment, asked);
        index();
        if (!asked.consents().isEmpty()) {
            readConsents(connection, segment, asked);
        }
        readMessages(connection, segment, asked);
        readPreferences(connection, segment);
    }

    private void readContacts(Connection connection, Segment segment, FactsAsked asked)
            throws SQLException {
        size = 0;
        externalIds.clear();
        var household = new Bytes(64);
        var before = new Bytes(64);
        try (var rows = new RowsOut(connection, FactsQueries.contacts(segment, asked))) {
            while (rows.next()) {
                if (size == contact.length) {
                    grow();
                }
                contact[size] = rows.getLong();
                standing[size] = (short) rows.getInt();
                zone[size] = rows.getWord(zones, 1);
                opensHousehold[size] = true;
                if (segment instanceof Segment.Households) {
                    household.clear();
                    rows.getText(household);
                    opensHousehold[size] = size == 0 || !household.isSameAs(before);
                    var spare = before;
                    before = household;
                    household = spare;
                }
                if (asked.externalIds()) {
                    rows.getText(externalIds);
                }
                size++;
                externalId[size] = externalIds.size;
            }
        }
        kindsOfConsent = asked.consents().size();
        if (consent.length < size * kindsOfConsent) {
            consent = new byte[contact.length * kindsOfConsent];
        }
        Arrays.fill(consent, 0, size * kindsOfConsent, (byte) 0);
        Arrays.fill(firstMessage, 0, size, NONE);
    }

    private void readConsents(Connection connection, Segment segment, FactsAsked asked)
            throws SQLException {
        try (var rows = new RowsOut(connection, FactsQueries.consents(segment, asked))) {
            while (rows.next()) {
                var i = find(rows.getLong());
                var number = rows.getInt();
                var status = rows.getInt();
                if (i >= 0) {
                    consent[i * kindsOfConsent + number] = (byte) status;
                }
            }
        }
    }

    private void readMessages(Connection connection, Segment segment, FactsAsked asked)
            throws SQLException {
        messages = 0;
        since = asked.since().getEpochSecond();
        try (var rows = new RowsOut(connection, FactsQueries.messages(segment, asked))) {
            while (rows.next()) {
                var i = find(rows.getLong());
                var at = Micros.second(rows.getLong());
                var what = rows.getWord(kinds, 6);
                if (i >= 0) {
                    add(i, Math.toIntExact(at - since), what);
                }
            }
        }
    }

    private void add(int i, int at, int what) {
        if (messages == kind.length) {
            var more = messages + messages / 2;
            nextMessage = Arrays.copyOf(nextMessage, more);
            second = Arrays.copyOf(second, more);
            kind = Arrays.copyOf(kind, more);
        }
        nextMessage[messages] = firstMessage[i];
        second[messages] = at;
        kind[messages] = what;
        firstMessage[i] = messages++;
    }

    private void readPreferences(Connection connection, Segment segment) throws SQLException {
        preferences.clear();
        var words = new Words();
        try (var rows = new RowsOut(connection, FactsQueries.preferences(segment))) {
            while (rows.next()) {
                var i = find(rows.getLong());
                var max = rows.getInt();
                var text = words.fields(rows.getWord(words, 2));
                if (i >= 0) {
                    preferences
                            .computeIfAbsent(i, any -> new ArrayList<>())
                            .add(
                                    new Preference(
                                            Channel.valueOf(Objects.requireNonNull(text.text())),
                                            max,
                                            Span.parse(Objects.requireNonNull(text.text()))));
                }
            }
        }
    }

    private void index() {
        if (slots.length < 2 * size) {
            slots = new int[Integer.highestOneBit(2 * size) * 2];
        }
        Arrays.fill(slots, 0);
        for (var i = 0; i < size; i++) {
            var slot = slot(contact[i]);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = i + 1;
        }
    }

    /** The place of a contact; negative where it came or changed only just now. */
    private int find(long id) {
        var slot = slot(id);
        while (slots[slot] != 0 && contact[slots[slot] - 1] != id) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slots[slot] - 1;
    }

    private int slot(long id) {
        return (int) ((id * 0x9E3779B97F4A7C15L) >>> 40) & (slots.length - 1);
    }

    private void grow() {
        var more = size + size / 2;
        contact = Arrays.copyOf(contact, more);
        opensHousehold = Arrays.copyOf(opensHousehold, more);
        zone = Arrays.copyOf(zone, more);
        standing = Arrays.copyOf(standing, more);
        externalId = Arrays.copyOf(externalId, more + 1);
        firstMessage = Arrays.copyOf(firstMessage, more);
    }
}
