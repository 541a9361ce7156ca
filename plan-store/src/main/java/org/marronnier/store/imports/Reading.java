package org.marronnier.store.imports;

import java.io.IOException;
import java.util.List;

/**
 * The reading half of an import: parses and checks rows, and deals them to lanes. Rows of one key
 * go to one lane, so that they go in in the order of the file.
 */
final class Reading {

    private final ImportFile file;
    private final Rows rows;
    private final Encoder encoder;
    private final int key;
    private final List<Lane> lanes;

    Reading(ImportFile file, ImportKind kind, Encoder encoder, List<Lane> lanes) {
        this.file = file;
        this.rows = file.rows();
        this.encoder = encoder;
        this.key = kind.keyField();
        this.lanes = lanes;
    }

    /** Reads to the end, or until a lane fails. What was read before a file broke off goes in. */
    void run() throws IOException, InterruptedException {
        try {
            var step = rows.next();
            while (step != Rows.Step.END && lanes.stream().noneMatch(Lane::hasFailed)) {
                step = readUntilABatchIsFull(step);
            }
        } finally {
            // At least one, so that a file without rows leaves its counts as well.
            lanes.getFirst().batch();
            for (var lane : lanes) {
                lane.send(file.bytesRead());
            }
        }
    }

    private Rows.Step readUntilABatchIsFull(Rows.Step first)
            throws IOException, InterruptedException {
        var step = first;
        while (step != Rows.Step.END) {
            var lane = lane(step);
            var batch = lane.batch();
            take(step, batch);
            if (batch.isFull()) {
                lane.send(file.bytesRead());
                return rows.next();
            }
            step = rows.next();
        }
        return step;
    }

    private Lane lane(Rows.Step step) {
        if (lanes.size() == 1 || step != Rows.Step.ROW) {
            return lanes.getFirst();
        }
        var row = rows.row();
        int hash = 0;
        for (int i = row.start[key]; i < row.start[key] + row.length[key]; i++) {
            hash = 31 * hash + row.bytes[i];
        }
        hash *= 0x9e3779b9;
        return lanes.get((hash >>> 16) % lanes.size());
    }

    private void take(Rows.Step step, Batch batch) {
        batch.read++;
        var refusal = rows.refusal();
        if (step == Rows.Step.ROW) {
            encoder.encode(rows.row(), batch);
        } else if (refusal != null) {
            batch.refuse(refusal);
        }
    }
}
