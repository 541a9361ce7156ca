package org.marronnier.store.audience;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.message.MessageType;

/** People who have, did, said and were told anything. */
final class DrawnPeople {

    private final Draw draw;

    DrawnPeople(Draw draw) {
        this.draw = draw;
    }

    Person person(String id) {
        var person =
                new Person(
                        draw.random.nextInt(6) == 0
                                ? id + draw.pick(Draw.TEXTS).replace("\n", "")
                                : id);
        for (var field : Draw.FIELDS.subList(1, Draw.FIELDS.size())) {
            if (draw.random.nextBoolean()) {
                person.with(
                        field,
                        switch (field) {
                            case "birthDate" ->
                                    draw.pick(
                                            List.of(
                                                    LocalDate.of(1966, 11, 22),
                                                    LocalDate.of(2004, 2, 29),
                                                    LocalDate.of(1966, 11, 23),
                                                    LocalDate.of(2026, 3, 29),
                                                    LocalDate.of(2030, 1, 1),
                                                    LocalDate.of(1967, 3, 31)));
                            case "zone" -> draw.pick(Draw.ZONES);
                            default -> draw.pick(Draw.TEXTS);
                        });
            }
        }
        for (var attribute : Draw.ATTRIBUTES.subList(0, Draw.ATTRIBUTES.size() - 1)) {
            if (draw.random.nextInt(4) > 0) {
                person.having(attribute, json());
            }
        }
        var zone = draw.zone(person);
        for (var i = draw.random.nextInt(7); i > 0; i--) {
            person.did(draw.pick(Draw.EVENTS.subList(0, 2)), draw.moment(zone), properties());
        }
        for (var i = draw.random.nextInt(4); i > 0; i--) {
            person.said(
                    draw.pick(List.of(Channel.EMAIL, Channel.SMS)),
                    draw.pick(Draw.KEYS),
                    draw.pick(List.of(ConsentStatus.values())),
                    draw.random.nextBoolean()
                            ? draw.now.minusSeconds(draw.random.nextInt(3))
                            : draw.moment(zone));
        }
        for (var i = draw.random.nextInt(4); i > 0; i--) {
            person.messages.add(message(zone));
        }
        dropRepeats(person);
        return person;
    }

    /** A consent said twice in the same words at the same second is one record. */
    private static void dropRepeats(Person person) {
        var distinct = List.copyOf(new LinkedHashSet<>(person.consents));
        person.consents.clear();
        person.consents.addAll(distinct);
    }

    private Person.Message message(ZoneId zone) {
        var outcomes = new LinkedHashMap<MessageStatus, Instant>();
        for (var status :
                List.of(
                        MessageStatus.DELIVERED,
                        MessageStatus.OPENED,
                        MessageStatus.CLICKED,
                        MessageStatus.BOUNCED,
                        MessageStatus.COMPLAINED,
                        MessageStatus.UNSUBSCRIBED)) {
            if (draw.random.nextBoolean()) {
                outcomes.put(status, draw.moment(zone));
            }
        }
        return new Person.Message(
                draw.pick(Draw.KEYS),
                draw.pick(List.of(Channel.EMAIL, Channel.SMS)),
                draw.pick(List.of(MessageType.values())),
                draw.random.nextBoolean() ? draw.pick(Draw.KEYS) : null,
                draw.pick(List.of("campaign:", "scenario:")) + draw.pick(Draw.KEYS),
                draw.random.nextBoolean() ? draw.pick(Draw.KEYS) : null,
                draw.random.nextBoolean() ? List.of(draw.pick(Draw.KEYS)) : List.of(),
                draw.pick(List.of("QUEUED", "SENT", "SENT", "UNCERTAIN", "FAILED", "CANCELLED")),
                draw.moment(zone),
                outcomes);
    }

    private Map<String, Object> properties() {
        var properties = new LinkedHashMap<String, Object>();
        for (var property : Draw.PROPERTIES.subList(0, Draw.PROPERTIES.size() - 1)) {
            if (draw.random.nextInt(3) > 0) {
                properties.put(
                        property, property.equals("amount") ? draw.pick(Draw.NUMBERS) : json());
            }
        }
        return properties;
    }

    private Object json() {
        return switch (draw.random.nextInt(8)) {
            case 0, 1, 2 -> draw.pick(Draw.NUMBERS);
            case 3 -> draw.random.nextBoolean();
            case 4 -> draw.random.nextBoolean() ? List.of("abc", 12) : Map.of("abc", 12);
            default -> draw.pick(Draw.TEXTS);
        };
    }
}
