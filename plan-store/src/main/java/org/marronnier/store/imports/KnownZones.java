package org.marronnier.store.imports;

import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The zones that both Java and PostgreSQL know, asked for once and only by a file that names zones.
 */
final class KnownZones implements Supplier<Set<String>> {

    private final DataSource database;
    private @Nullable Set<String> zones;

    KnownZones(DataSource database) {
        this.database = database;
    }

    @Override
    public Set<String> get() {
        var known = zones;
        if (known == null) {
            known = ofPostgres();
            known.retainAll(ZoneId.getAvailableZoneIds());
            zones = known;
        }
        return known;
    }

    private Set<String> ofPostgres() {
        var names = new HashSet<String>();
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select name from pg_timezone_names");
                var name = query.executeQuery()) {
            while (name.next()) {
                names.add(name.getString(1));
            }
            return names;
        } catch (SQLException failed) {
            throw new IllegalStateException("The time zones of PostgreSQL cannot be read.", failed);
        }
    }
}
