package org.marronnier.domain.fact;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.consent.ConsentKind;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.time.Span;

/**
 * All that some conditions read of a contact. A fact is told by its place in these lists.
 *
 * @param fields names of fields and attributes
 * @param messages the statuses of messages that are read; none where the history is not
 */
public record NeededFacts(
        List<String> fields,
        List<Events> events,
        List<ConsentKind> consents,
        List<Messages> messages) {

    public NeededFacts {
        fields = List.copyOf(fields);
        events = List.copyOf(events);
        consents = List.copyOf(consents);
        messages = List.copyOf(messages);
    }

    /**
     * Events of one type.
     *
     * @param properties those of their properties that are read
     * @param spans how far back they are read, by one window each; null where all of them are
     */
    public record Events(String type, List<String> properties, @Nullable List<Span> spans) {
        public Events {
            properties = List.copyOf(properties);
            spans = spans == null ? null : List.copyOf(spans);
        }

        /** The windows that the events are read in; empty where all of them are read. */
        public Optional<List<Span>> windows() {
            return Optional.ofNullable(spans);
        }
    }

    /**
     * Messages that reached a status.
     *
     * @param spans how far back they are read, by one window each; null where all of them are
     */
    public record Messages(MessageStatus status, @Nullable List<Span> spans) {
        public Messages {
            spans = spans == null ? null : List.copyOf(spans);
        }

        /** The windows that the messages are read in; empty where all of them are read. */
        public Optional<List<Span>> windows() {
            return Optional.ofNullable(spans);
        }
    }
}
