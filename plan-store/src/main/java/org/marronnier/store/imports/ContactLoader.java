package org.marronnier.store.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Puts contacts in; a field that a row does not have leaves alone what is stored. Where a batch has
 * a contact several times, its rows are stored one after another, in rounds; of rows that all have
 * the same fields the last is enough.
 */
final class ContactLoader extends Loader {

    private static final String COLUMNS = String.join(", ", ContactEncoder.COLUMNS);

    /** What is noted of an address that bounced, by what tells whether it is still the same. */
    private static final Map<String, String> BOUNCES =
            Map.of("email_key", "email_bounced_at", "phone", "phone_bounced_at");

    private final boolean sameShape;

    ContactLoader(Connection connection, boolean sameShape) {
        super(connection);
        this.sameShape = sameShape;
    }

    @Override
    void prepare() throws SQLException {
        execute(
                """
                create temporary table if not exists staged_contact (
                    external_id text collate "C", email text, email_key text, phone text, first_name text,
                    last_name text, birth_date date, street text, postcode text, city text, country text,
                    language text, zone text, known_zone text, household text, attributes jsonb,
                    cleared text[], present integer, n integer) on commit delete rows
                """);
    }

    @Override
    void load(Batch batch, Note note) throws SQLException {
        batch.order = new MergeSort(batch::compareKeys).sorted(batch.count);
        var rounds = rounds(batch);
        for (int i = 0; i < rounds.size(); i++) {
            var rows = rounds.get(i);
            boolean last = i == rounds.size() - 1;
            store(batch, rows, 0, rows.length, last ? note : (connection, part) -> {});
        }
    }

    /** The rows in lists that have every contact once, to be stored in this order. */
    private List<int[]> rounds(Batch batch) {
        var order = batch.order;
        var rounds = new ArrayList<int[]>();
        var round = new int[order.length];
        int deepest = 0;
        for (int i = 0; i < order.length; i++) {
            if (i > 0 && batch.compareKeys(order[i - 1], order[i]) == 0) {
                round[i] = round[i - 1] + 1;
                deepest = Math.max(deepest, round[i]);
            }
        }
        if (deepest == 0) {
            return List.of(order);
        }
        if (sameShape) {
            var last = new int[order.length];
            int count = 0;
            for (int i = 0; i < order.length; i++) {
                if (i == order.length - 1 || round[i + 1] == 0) {
                    last[count++] = order[i];
                }
            }
            return List.of(Arrays.copyOf(last, count));
        }
        var sizes = new int[deepest + 1];
        for (int number : round) {
            sizes[number]++;
        }
        for (int size : sizes) {
            rounds.add(new int[size]);
        }
        Arrays.fill(sizes, 0);
        for (int i = 0; i < order.length; i++) {
            rounds.get(round[i])[sizes[round[i]]++] = order[i];
        }
        return rounds;
    }

    @Override
    void copy(Batch batch, int[] rows, int from, int to) throws SQLException {
        copying.copy(
                connection,
                "contact (external_id, " + COLUMNS + ", attributes)",
                rows,
                from,
                to,
                (row, out) -> {
                    out.putShort(16);
                    batch.putKey(row, out);
                    batch.putBody(row, out);
                });
        joinWaitingEvents();
    }

    @Override
    void upsert(Batch batch, int[] rows, int from, int to) throws SQLException {
        copying.copy(
                connection,
                "staged_contact",
                rows,
                from,
                to,
                (row, out) -> {
                    out.putShort(19);
                    batch.putKey(row, out);
                    batch.putBody(row, out);
                    batch.putTail(row, out);
                });
        refuseErased(batch);
        execute(merge(batch, rows, from, to));
        joinWaitingEvents();
    }

    private String merge(Batch batch, int[] rows, int from, int to) {
        int some = 0;
        int every = -1;
        for (int i = from; i < to; i++) {
            some |= batch.present[rows[i]];
            every &= batch.present[rows[i]];
        }
        var now = new ArrayList<String>();
        var then = new ArrayList<String>();
        var set = new ArrayList<String>();
        for (int i = 0; i < ContactEncoder.COLUMNS.length; i++) {
            var column = ContactEncoder.COLUMNS[i];
            int bit = 1 << ContactEncoder.FIELDS[i];
            if ((some & bit) == 0) {
                continue;
            }
            var value =
                    (every & bit) != 0
                            ? "s." + column
                            : "case when s.present & %d <> 0 then s.%s else c.%s end"
                                    .formatted(bit, column, column);
            now.add("c." + column);
            then.add(value);
            set.add(column + " = " + value);
        }
        bounces(some, every, set);
        now.add("c.attributes");
        then.add("(c.attributes - s.cleared) || s.attributes");
        set.add("attributes = (c.attributes - s.cleared) || s.attributes");
        return """
        merge into contact c
        using (select * from staged_contact order by external_id) s on c.external_id = s.external_id
        when matched and c.erased_at is null and (%s) is distinct from (%s) then
            update set %s, updated_at = now()
        when not matched then
            insert (external_id, %s, attributes) values (s.external_id, s.%s, s.attributes)
        """
                .formatted(
                        String.join(", ", now),
                        String.join(", ", then),
                        String.join(", ", set),
                        COLUMNS,
                        String.join(", s.", ContactEncoder.COLUMNS));
    }

    /** A new address did not bounce. */
    private static void bounces(int some, int every, List<String> set) {
        for (int i = 0; i < ContactEncoder.COLUMNS.length; i++) {
            var bounced = BOUNCES.get(ContactEncoder.COLUMNS[i]);
            int bit = 1 << ContactEncoder.FIELDS[i];
            if (bounced != null && (some & bit) != 0) {
                set.add(
                        "%1$s = case when %2$sc.%3$s is distinct from s.%3$s then null else c.%1$s end"
                                .formatted(
                                        bounced,
                                        (every & bit) == 0
                                                ? "s.present & %d <> 0 and ".formatted(bit)
                                                : "",
                                        ContactEncoder.COLUMNS[i]));
            }
        }
    }

    private void refuseErased(Batch batch) throws SQLException {
        var erased = new HashSet<Integer>();
        try (var query =
                        connection.prepareStatement(
                                """
                                select s.n from staged_contact s join contact c using (external_id)
                                where c.erased_at is not null
                                  and exists (select from contact where erased_at is not null)
                                """);
                var row = query.executeQuery()) {
            while (row.next()) {
                erased.add(row.getInt(1));
            }
        }
        for (int row : erased) {
            batch.refuse(
                    new Refusal(
                            batch.line[row],
                            "externalId",
                            batch.key(row),
                            RefusalReason.ERASED_CONTACT));
        }
    }

    /**
     * Gives the events that waited to the contacts that have come. Events that come in just now see
     * these contacts, or are seen here: nobody else looks into what waits until these are there.
     */
    private void joinWaitingEvents() throws SQLException {
        execute("lock table waiting_event in share row exclusive mode");
        try (var query = connection.prepareStatement("select exists (select from waiting_event)");
                var answer = query.executeQuery()) {
            if (!answer.next() || !answer.getBoolean(1)) {
                return;
            }
        }
        execute(
                """
                with come as (
                    delete from waiting_event w using contact c where c.external_id = w.external_id
                    returning w.id, c.id as contact_id, w.type, w.at, w.properties),
                joined as (
                    insert into event (id, contact_id, type, at, properties)
                    select id, contact_id, type, at, properties from come order by contact_id
                    on conflict (id) do nothing
                    returning id, contact_id, type, at)
                insert into arrival (contact_id, event_id, type, at, received_at, retry_at)
                select contact_id, id, type, at, now(), case when at > now() then at end
                from joined where %s
                """
                        .formatted(LIVE));
    }
}
