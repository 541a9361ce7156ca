package org.marronnier.engine.condition;

import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.fact.FactKind;
import org.marronnier.domain.fact.FactListener;
import org.marronnier.domain.fact.NeededFacts;
import org.marronnier.domain.fact.RecordedMessage;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.time.Span;

/**
 * The fact sheets of some contacts, filled as their facts are told, and used again for the next
 * ones. For one thread at a time.
 */
public final class FactSheets implements FactListener {

    private final NeededFacts needed;
    private final List<Span> spans;
    private final ZoneClock planClock;
    private final Map<ZoneId, ZoneClock> clocks = new HashMap<>();
    private final Map<Long, FactSheet> sheets = new HashMap<>();
    private final Deque<FactSheet> free = new ArrayDeque<>();
    private long lastContact;
    private @Nullable FactSheet last;
    private FactSheet.@Nullable EventColumn lastEvents;

    FactSheets(NeededFacts needed, List<Span> spans, ZoneId planZone) {
        this.needed = needed;
        this.spans = spans;
        this.planClock = clock(planZone);
    }

    /** Forgets the contacts, and keeps their sheets for others. */
    public void clear() {
        free.addAll(sheets.values());
        sheets.clear();
        last = null;
    }

    /** The sheet of a contact; empty where the contact was not told. */
    public Optional<FactSheet> of(long contact) {
        return Optional.ofNullable(sheets.get(contact));
    }

    @Override
    public void contact(long contact, @Nullable ZoneId zone) {
        var clock = zone == null ? planClock : clock(zone);
        var sheet = free.isEmpty() ? new FactSheet(needed, clock) : free.pop();
        sheet.clear(clock);
        sheets.put(contact, sheet);
        last = sheet;
        lastContact = contact;
    }

    @Override
    public void field(int field, FactKind kind, String text) {
        var sheet = required(last);
        sheet.fields[field] = Value.of(kind, text, sheet.clock.zone());
    }

    @Override
    public void event(long contact, int type, long at) {
        var column = sheet(contact).events[type];
        column.add(at);
        lastEvents = column;
    }

    @Override
    public void property(int property, FactKind kind, String text) {
        required(lastEvents).property(property, Value.of(kind, text, required(last).clock.zone()));
    }

    @Override
    public void consent(long contact, int consent, ConsentStatus status, long at) {
        sheet(contact).consents[consent].add(status, at);
    }

    @Override
    public void message(long contact, RecordedMessage message) {
        sheet(contact).messages.add(message);
    }

    @Override
    public void reached(MessageStatus status, long at) {
        required(last).messages.reached(status, at);
    }

    private FactSheet sheet(long contact) {
        var known = last;
        if (known == null || contact != lastContact) {
            known = required(sheets.get(contact));
            last = known;
            lastContact = contact;
        }
        return known;
    }

    private ZoneClock clock(ZoneId zone) {
        return clocks.computeIfAbsent(zone, any -> new ZoneClock(any, spans));
    }

    private static <T> T required(@Nullable T told) {
        if (told == null) {
            throw new IllegalArgumentException("A contact must be told before its facts.");
        }
        return told;
    }
}
