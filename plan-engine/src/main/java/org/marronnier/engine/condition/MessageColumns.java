package org.marronnier.engine.condition;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.fact.RecordedMessage;
import org.marronnier.domain.message.MessageStatus;

/** The messages of a contact's history: what each is, and when it reached each status. */
final class MessageColumns {

    /** A status that a message did not reach. */
    static final long NEVER = Long.MAX_VALUE;

    private static final MessageStatus[] STATUSES = MessageStatus.values();

    private @Nullable RecordedMessage[] messages = new RecordedMessage[8];
    private long[] at = new long[8 * STATUSES.length];
    int size;

    void add(RecordedMessage message) {
        if (size == messages.length) {
            messages = Arrays.copyOf(messages, 2 * size);
            at = Arrays.copyOf(at, 2 * at.length);
        }
        Arrays.fill(at, size * STATUSES.length, (size + 1) * STATUSES.length, NEVER);
        messages[size++] = message;
    }

    /** A status that the message added last reached. */
    void reached(MessageStatus status, long instant) {
        at[(size - 1) * STATUSES.length + status.ordinal()] = instant;
    }

    RecordedMessage message(int index) {
        return Objects.requireNonNull(messages[index]);
    }

    long at(int index, MessageStatus status) {
        return at[index * STATUSES.length + status.ordinal()];
    }
}
