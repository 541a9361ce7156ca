package org.marronnier.store.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;

/**
 * Puts batches into the database, one transaction each.
 *
 * <p>COPY straight into the table is twice as fast as {@code insert ... on conflict} and does not
 * forgive a key that is already there. So a batch is offered to COPY first; when a key turns out to
 * be known, it goes through a staging table and one upsert, and so do the next ones, a number that
 * doubles with each disappointment. Rows come in the order of the table's index, which keeps its
 * pages warm.
 *
 * <p>A row that the database refuses for a reason nobody foresaw is found by halving the batch, and
 * refused alone.
 */
abstract sealed class Loader permits ContactLoader, ConsentLoader, EventLoader {

    /** Whether anybody listens to what comes in. */
    static final String LIVE = "exists (select from live_scenario where state <> 'ENDED')";

    private static final int MOST_PATIENCE = 64;
    private static final int MOST_TRIES = 5;
    private static final int LOOK_UP = 10_000;

    final Connection connection;
    final Copying copying = new Copying();
    private int patience;
    private int staged;

    Loader(Connection connection) {
        this.connection = connection;
    }

    /** What goes into the same transaction as the rows: the progress of the import. */
    interface Note {
        void write(Connection connection, Batch batch) throws SQLException;
    }

    /** Creates the staging table of this connection. */
    abstract void prepare() throws SQLException;

    /** Puts a batch in. */
    abstract void load(Batch batch, Note note) throws SQLException;

    /** Copies rows straight into the table. */
    abstract void copy(Batch batch, int[] rows, int from, int to) throws SQLException;

    /** Puts rows in through the staging table. */
    abstract void upsert(Batch batch, int[] rows, int from, int to) throws SQLException;

    /** Stores rows in a transaction of their own. */
    final void store(Batch batch, int[] rows, int from, int to, Note note) throws SQLException {
        store(batch, rows, from, to, note, staged == 0);
    }

    /** The same, never by COPY into the table itself. */
    final void storeStaged(Batch batch, int[] rows, int from, int to, Note note)
            throws SQLException {
        store(batch, rows, from, to, note, false);
    }

    private void store(Batch batch, int[] rows, int from, int to, Note note, boolean direct)
            throws SQLException {
        for (int tries = 1; ; tries++) {
            int refusals = batch.refusals.size();
            try {
                if (direct) {
                    copy(batch, rows, from, to);
                } else {
                    upsert(batch, rows, from, to);
                }
                note.write(connection, batch);
                connection.commit();
                staged = direct ? 0 : Math.max(0, staged - 1);
                return;
            } catch (SQLException failed) {
                connection.rollback();
                batch.keepRefusals(refusals);
                var state = String.valueOf(failed.getSQLState());
                if (direct && state.equals("23505")) {
                    direct = false;
                    patience = Math.clamp(patience * 2L, 1, MOST_PATIENCE);
                    staged = patience;
                } else if (state.equals("23505") || state.startsWith("40")) {
                    if (tries >= MOST_TRIES) {
                        throw failed;
                    }
                } else if (isOfTheData(state) && to > from) {
                    halve(batch, rows, from, to, direct);
                    from = to;
                } else {
                    throw failed;
                }
            }
        }
    }

    private void halve(Batch batch, int[] rows, int from, int to, boolean direct)
            throws SQLException {
        if (to - from == 1) {
            batch.refuse(
                    new Refusal(
                            batch.line[rows[from]],
                            null,
                            batch.key(rows[from]),
                            RefusalReason.UNSTORABLE));
            return;
        }
        int middle = (from + to) >>> 1;
        store(batch, rows, from, middle, (connection, part) -> {}, direct);
        store(batch, rows, middle, to, (connection, part) -> {}, direct);
    }

    /** Whether an error is the fault of a value: data exceptions, constraints, limits of a row. */
    private static boolean isOfTheData(String state) {
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }

    final void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Finds the contacts of the rows that are not known yet; what is left is 0. */
    final void resolve(Batch batch) throws SQLException {
        var wanted = new HashSet<String>();
        for (int row = 0; row < batch.count; row++) {
            if (batch.contact[row] == 0) {
                wanted.add(batch.key(row));
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        var found = new HashMap<String, Long>();
        var all = wanted.toArray(String[]::new);
        try (var query =
                connection.prepareStatement(
                        "select external_id, id from contact where external_id = any (?)")) {
            for (int from = 0; from < all.length; from += LOOK_UP) {
                var part = Arrays.copyOfRange(all, from, Math.min(all.length, from + LOOK_UP));
                query.setArray(1, connection.createArrayOf("text", part));
                try (var contact = query.executeQuery()) {
                    while (contact.next()) {
                        found.put(contact.getString(1), contact.getLong(2));
                    }
                }
            }
        }
        for (int row = 0; row < batch.count; row++) {
            if (batch.contact[row] == 0) {
                batch.contact[row] = found.getOrDefault(batch.key(row), 0L);
            }
        }
    }

    /** The rows of a batch ordered by contact, in the order of the file for each. */
    static int[] byContact(Batch batch) {
        var sorted = new long[batch.count];
        for (int row = 0; row < sorted.length; row++) {
            sorted[row] = batch.contact[row] << 20 | row;
        }
        Arrays.sort(sorted);
        var rows = new int[sorted.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (int) (sorted[i] & 0xfffff);
        }
        return rows;
    }
}
