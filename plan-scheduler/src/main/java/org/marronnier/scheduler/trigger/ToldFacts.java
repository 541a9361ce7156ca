package org.marronnier.scheduler.trigger;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.fact.FactKind;
import org.marronnier.domain.fact.FactListener;
import org.marronnier.domain.fact.Microseconds;
import org.marronnier.domain.fact.RecordedMessage;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.engine.condition.ConditionPredicates;
import org.marronnier.engine.condition.FactSheet;
import org.marronnier.engine.condition.FactSheets;

/** The fact sheets of some contacts, with the instants at which what they tell happened. */
final class ToldFacts implements FactListener {

    private final FactSheets sheets;
    private final Map<Long, List<Long>> instants = new HashMap<>();
    private long contact;

    ToldFacts(ConditionPredicates predicates) {
        this.sheets = predicates.sheets();
    }

    Optional<FactSheet> of(long contact) {
        return sheets.of(contact);
    }

    /** When something happened to a contact, later than an instant and not later than another. */
    List<Instant> between(long contact, Instant from, Instant to) {
        var after = Microseconds.of(from);
        var last = Microseconds.of(to);
        return instants.getOrDefault(contact, List.of()).stream()
                .filter(at -> at > after && at <= last)
                .map(Microseconds::instant)
                .toList();
    }

    @Override
    public void contact(long contact, @Nullable ZoneId zone) {
        sheets.contact(contact, zone);
    }

    @Override
    public void field(int field, FactKind kind, String text) {
        sheets.field(field, kind, text);
    }

    @Override
    public void event(long contact, int type, long at) {
        sheets.event(contact, type, at);
        note(contact, at);
    }

    @Override
    public void property(int property, FactKind kind, String text) {
        sheets.property(property, kind, text);
    }

    @Override
    public void consent(long contact, int consent, ConsentStatus status, long at) {
        sheets.consent(contact, consent, status, at);
        note(contact, at);
    }

    @Override
    public void message(long contact, RecordedMessage message) {
        sheets.message(contact, message);
        this.contact = contact;
    }

    @Override
    public void reached(MessageStatus status, long at) {
        sheets.reached(status, at);
        note(contact, at);
    }

    private void note(long contact, long at) {
        instants.computeIfAbsent(contact, _ -> new ArrayList<>()).add(at);
    }
}
