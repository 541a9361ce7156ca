package org.marronnier.store.imports;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file read as rows. */
interface Rows {

    /** What came of reading one row. */
    enum Step {
        ROW,
        REFUSED,
        END
    }

    /** Reads the next row into {@link #row()}, or its fault into {@link #refusal()}. */
    Step next() throws IOException;

    Row row();

    @Nullable Refusal refusal();

    /** Whether every row has the same known fields and the same others. */
    boolean sameShape();
}
