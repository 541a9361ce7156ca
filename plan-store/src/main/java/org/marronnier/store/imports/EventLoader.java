package org.marronnier.store.imports;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Puts events in; those of unknown contacts wait for them. While some scenario is live, those that
 * are not too late for every plan are arrivals, too. Of the others something may still follow, a
 * year without a purchase for one: their contacts are looked at again, once for all of a batch.
 */
final class EventLoader extends Loader {

    /** The instant from which on events are not too late for every plan. */
    private static final String EARLIEST =
            "(select now() - coalesce(max(cast(late_events as interval)), interval '0') from plan)";

    /**
     * That instant, as COPY writes it, and whether something may follow from earlier ones; none:
     * nobody asks.
     */
    private static final String ASKED =
            """
            select cast(extract(epoch from %s - timestamptz '2000-01-01 00:00:00+00') as bigint) * 1000000,
                   is_listened('event', 'abandonment', 'inactivity', 'replenishment', 'entry')
            where %s
            """
                    .formatted(EARLIEST, LIVE);

    /** Tells of events, {@code (contact_id, id, type, at)}, that have come. */
    private static final String ARRIVE =
            """
            , late as (
                insert into arrival (contact_id, at, received_at)
                select distinct contact_id, now(), now() from fresh
                where at < %1$s
                  and is_listened('event', 'abandonment', 'inactivity', 'replenishment', 'entry')
            )
            insert into arrival (contact_id, event_id, type, at, received_at, retry_at)
            select contact_id, id, type, at, now(), case when at > now() then at end
            from fresh where at >= %1$s and %2$s
            """
                    .formatted(EARLIEST, LIVE);

    private final KnownContacts known;
    private final Set<Long> erased = new HashSet<>();

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
        try (var query =
                        connection.prepareStatement(
                                "select id from contact where erased_at is not null");
                var contact = query.executeQuery()) {
            while (contact.next()) {
                erased.add(contact.getLong(1));
            }
        }
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
            if (batch.contact[row] == 0) {
                orphans[waiting++] = row;
            } else if (erased.contains(batch.contact[row])) {
                batch.refuse(
                        new Refusal(
                                batch.line[row],
                                "externalId",
                                batch.key(row),
                                RefusalReason.ERASED_CONTACT));
            } else {
                rows[count++] = row;
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
        arrive(batch, rows, from, to);
    }

    /** Tells of what COPY has put in, where anybody listens. */
    private void arrive(Batch batch, int[] rows, int from, int to) throws SQLException {
        long earliest;
        try (var query = connection.prepareStatement(ASKED);
                var answer = query.executeQuery()) {
            if (!answer.next()) {
                return;
            }
            earliest = answer.getBoolean(2) ? Long.MIN_VALUE : answer.getLong(1);
        }
        var asked =
                Arrays.stream(rows, from, to)
                        .filter(row -> micros(batch, row) >= earliest)
                        .toArray();
        if (asked.length > 0) {
            stage(batch, asked, 0, asked.length);
            execute("with fresh as (select contact_id, id, type, at from staged_event)" + ARRIVE);
        }
    }

    @Override
    void upsert(Batch batch, int[] rows, int from, int to) throws SQLException {
        stage(batch, rows, from, to);
        // Of rows with one id the first in the file counts.
        execute(
                """
                with fresh as (
                    insert into event (id, contact_id, type, at, properties)
                    select distinct on (id) id, contact_id, type, at, properties from staged_event
                    where contact_id is not null order by id, n
                    on conflict (id) do nothing
                    returning id, contact_id, type, at)
                """
                        + ARRIVE);
        execute(
                """
                insert into waiting_event (id, external_id, type, at, properties)
                select distinct on (id) id, external_id, type, at, properties from staged_event
                where contact_id is null order by id, n
                on conflict (id) do nothing
                """);
    }

    private void stage(Batch batch, int[] rows, int from, int to) throws SQLException {
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
    }

    /** The instant of a row, behind its id and its type. */
    private static long micros(Batch batch, int row) {
        var body = ByteBuffer.wrap(batch.data.array);
        body.position(batch.body[row]);
        body.position(body.getInt() + body.position());
        body.position(body.getInt() + body.position());
        return body.getLong(body.position() + 4);
    }
}
