package org.marronnier.store.imports;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The external ids of merged contacts, each with that of its survivor. */
final class Aliases {

    static final Aliases NONE = new Aliases(Map.of());

    private final Map<String, byte[]> survivors;

    private Aliases(Map<String, byte[]> survivors) {
        this.survivors = survivors;
    }

    /** Those that stand now; a survivor that was merged itself leads to its own. */
    static Aliases read(DataSource database) throws SQLException {
        var survivors = new HashMap<String, byte[]>();
        try (var connection = database.getConnection();
                var query =
                        connection.prepareStatement(
                                """
                                with recursive chain as (
                                    select external_id, survivor_id from contact_merge where undone_at is null
                                    union all
                                    select chain.external_id, m.survivor_id
                                    from chain join contact_merge m on m.merged_id = chain.survivor_id and m.undone_at is null
                                )
                                select chain.external_id, c.external_id from chain join contact c on c.id = chain.survivor_id
                                """);
                var row = query.executeQuery()) {
            while (row.next()) {
                survivors.put(row.getString(1), row.getString(2).getBytes(StandardCharsets.UTF_8));
            }
        }
        return new Aliases(survivors);
    }

    /** The external id to write in the place of this one; null where it is nobody's alias. */
    byte @Nullable [] of(byte[] bytes, int from, int length) {
        return survivors.isEmpty()
                ? null
                : survivors.get(new String(bytes, from, length, StandardCharsets.UTF_8));
    }
}
