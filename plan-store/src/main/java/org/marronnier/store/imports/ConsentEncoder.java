package org.marronnier.store.imports;

import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;

/** Consents: channel, purpose, status, at, basis, source, proof behind the key. */
final class ConsentEncoder extends Encoder {

    private static final byte[][] CHANNELS = words(Channel.values());
    private static final byte[][] STATUSES = words(ConsentStatus.values());
    private static final int LONGEST_PROOF = 10_000;

    ConsentEncoder() {
        super(ImportKind.CONSENTS);
    }

    @Override
    @Nullable Refusal write(Row row, Batch batch) {
        var refusal = key(row, batch);
        if (refusal == null) {
            refusal = oneOf(row, batch, 1, CHANNELS, RefusalReason.BAD_CHANNEL);
        }
        if (refusal == null) {
            refusal = word(row, batch, 2, LONGEST_WORD);
        }
        if (refusal == null) {
            refusal = oneOf(row, batch, 3, STATUSES, RefusalReason.BAD_STATUS);
        }
        if (refusal == null) {
            refusal = instant(row, batch, 4);
        }
        if (refusal == null) {
            refusal = text(row, batch, 5, LONGEST_TEXT);
        }
        if (refusal == null) {
            refusal = text(row, batch, 6, LONGEST_TEXT);
        }
        if (refusal == null) {
            refusal = text(row, batch, 7, LONGEST_PROOF);
        }
        batch.startTail();
        return refusal;
    }
}
