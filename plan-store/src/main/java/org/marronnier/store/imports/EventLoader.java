package org.marronnier.store.imports;

import java.sql.Connection;
import java.sql.SQLException;

/** Puts events in; those of unknown contacts wait for them. */
final class EventLoader extends Loader {

    private final KnownContacts known;

    EventLoader(Connection connection, KnownContacts known) {
        super(connection);
        this.known = known;
    }

    @Override
    void prepare() throws SQLException {
        known.fetch(connection);
        execute(
                """
                create temporary table if not exists staged_event (
                    contact_id bigint, external_id text, id text collate "C", type text, at timestamptz,
                    properties jsonb, n integer) on commit delete rows
                """);
    }

    @Override
    void load(Batch batch, Note note) throws SQLException {
        known.resolve(batch);
        resolve(batch);
        batch.order = byContact(batch);
        var rows = new int[batch.count];
        var orphans = new int[batch.count];
        int count = 0;
        int waiting = 0;
        for (int row : batch.order) {
            if (batch.contact[row] != 0) {
                rows[count++] = row;
            } else {
                orphans[waiting++] = row;
            }
        }
        if (waiting == 0) {
            store(batch, rows, 0, count, note);
        } else {
            store(batch, rows, 0, count, (connection, part) -> {});
            storeStaged(batch, orphans, 0, waiting, note);
        }
    }

    @Override
    void copy(Batch batch, int[] rows, int from, int to) throws SQLException {
        copying.copy(
                connection,
                "event (contact_id, id, type, at, properties)",
                rows,
                from,
                to,
                (row, out) -> {
                    out.putShort(5);
                    batch.putContact(row, out);
                    batch.putBody(row, out);
                });
    }

    @Override
    void upsert(Batch batch, int[] rows, int from, int to) throws SQLException {
        copying.copy(
                connection,
                "staged_event",
                rows,
                from,
                to,
                (row, out) -> {
                    out.putShort(7);
                    if (batch.contact[row] == 0) {
                        out.putInt(-1);
                    } else {
                        batch.putContact(row, out);
                    }
                    batch.putKey(row, out);
                    batch.putBody(row, out);
                    out.putInt(4);
                    out.putInt(row);
                });
        // Of rows with one id the first in the file counts.
        execute(
                """
                insert into event (id, contact_id, type, at, properties)
                select distinct on (id) id, contact_id, type, at, properties from staged_event
                where contact_id is not null order by id, n
                on conflict (id) do nothing
                """);
        execute(
                """
                insert into waiting_event (id, external_id, type, at, properties)
                select distinct on (id) id, external_id, type, at, properties from staged_event
                where contact_id is null order by id, n
                on conflict (id) do nothing
                """);
    }
}
