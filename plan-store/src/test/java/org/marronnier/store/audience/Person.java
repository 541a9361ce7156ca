package org.marronnier.store.audience;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.message.MessageType;

/** A contact as a test tells it: fields, attributes, and what happened to it. */
final class Person {

    /** Something the contact did. */
    record Event(String type, Instant at, Map<String, Object> properties) {}

    /** Something the contact said. */
    record Consent(Channel channel, String purpose, ConsentStatus status, Instant at) {}

    /** Something the contact was told; what became of it, and when. */
    record Message(
            String plan,
            Channel channel,
            MessageType type,
            @Nullable String programme,
            String source,
            @Nullable String template,
            List<String> tags,
            String status,
            Instant at,
            Map<MessageStatus, Instant> outcomes) {}

    final String externalId;
    final Map<String, Object> fields = new LinkedHashMap<>();
    final Map<String, Object> attributes = new LinkedHashMap<>();
    final List<Event> events = new ArrayList<>();
    final List<Consent> consents = new ArrayList<>();
    final List<Message> messages = new ArrayList<>();

    Person(String externalId) {
        this.externalId = externalId;
        fields.put("externalId", externalId);
    }

    Person with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    Person having(String attribute, Object value) {
        attributes.put(attribute, value);
        return this;
    }

    Person did(String type, Instant at, Map<String, Object> properties) {
        events.add(new Event(type, at, properties));
        return this;
    }

    Person did(String type, String at) {
        return did(type, Instant.parse(at), Map.of());
    }

    Person said(Channel channel, String purpose, ConsentStatus status, Instant at) {
        consents.add(new Consent(channel, purpose, status, at));
        return this;
    }

    @Override
    public String toString() {
        return externalId + fields + attributes + events + consents + messages;
    }
}
