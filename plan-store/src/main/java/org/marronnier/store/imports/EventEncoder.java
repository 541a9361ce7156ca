package org.marronnier.store.imports;

import org.jspecify.annotations.Nullable;

/** Events: id, type, at, properties behind the key. */
final class EventEncoder extends Encoder {

    EventEncoder() {
        super(ImportKind.EVENTS);
    }

    @Override
    @Nullable Refusal write(Row row, Batch batch) {
        var refusal = key(row, batch);
        if (refusal == null) {
            refusal = id(row, batch, 1);
        }
        if (refusal == null) {
            refusal = word(row, batch, 2, LONGEST_WORD);
        }
        if (refusal == null) {
            refusal = instant(row, batch, 3);
        }
        if (refusal == null) {
            json(row, batch);
        }
        batch.startTail();
        return refusal;
    }
}
