package org.marronnier.store.imports;

import java.sql.Connection;
import java.sql.SQLException;

/** Puts consents in; those of unknown contacts are refused. */
final class ConsentLoader extends Loader {

    private static final String COLUMNS =
            "contact_id, channel, purpose, status, at, basis, source, proof";

    private final KnownContacts known;

    ConsentLoader(Connection connection, KnownContacts known) {
        super(connection);
        this.known = known;
    }

    @Override
    void prepare() throws SQLException {
        known.fetch(connection);
        execute(
                """
                create temporary table if not exists staged_consent (
                    contact_id bigint, channel text, purpose text, status text, at timestamptz,
                    basis text, source text, proof text, n integer) on commit delete rows
                """);
    }

    @Override
    void load(Batch batch, Note note) throws SQLException {
        known.resolve(batch);
        resolve(batch);
        batch.order = byContact(batch);
        var rows = new int[batch.count];
        int count = 0;
        for (int row : batch.order) {
            if (batch.contact[row] != 0) {
                rows[count++] = row;
            } else {
                batch.refuse(
                        new Refusal(
                                batch.line[row],
                                "externalId",
                                batch.key(row),
                                RefusalReason.UNKNOWN_CONTACT));
            }
        }
        store(batch, rows, 0, count, note);
    }

    @Override
    void copy(Batch batch, int[] rows, int from, int to) throws SQLException {
        copying.copy(
                connection,
                "consent (" + COLUMNS + ")",
                rows,
                from,
                to,
                (row, out) -> {
                    out.putShort(8);
                    batch.putContact(row, out);
                    batch.putBody(row, out);
                });
    }

    @Override
    void upsert(Batch batch, int[] rows, int from, int to) throws SQLException {
        copying.copy(
                connection,
                "staged_consent",
                rows,
                from,
                to,
                (row, out) -> {
                    out.putShort(9);
                    batch.putContact(row, out);
                    batch.putBody(row, out);
                    out.putInt(4);
                    out.putInt(row);
                });
        execute(
                """
                insert into consent (%1$s)
                select %1$s from staged_consent order by contact_id, n
                on conflict do nothing
                """
                        .formatted(COLUMNS));
    }
}
