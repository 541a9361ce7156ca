package org.marronnier.store.change;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.store.json.Json;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** How the place of an item and its tree stand in columns. */
final class ItemParameters {

    private ItemParameters() {}

    static MapSqlParameterSource of(String plan, ItemPlace place) {
        return new MapSqlParameterSource("plan", plan)
                .addValue("kind", place.kind().name())
                .addValue("programme", place.programme() == null ? "" : place.programme())
                .addValue("key", place.key());
    }

    static ItemPlace place(ResultSet row) throws SQLException {
        var kind = ItemKind.valueOf(row.getString("kind"));
        return new ItemPlace(
                kind,
                kind == ItemKind.SCENARIO ? row.getString("programme") : null,
                row.getString("key"));
    }

    static @Nullable String json(@Nullable Map<String, Object> tree) {
        return tree == null ? null : Json.of(tree).text();
    }

    @SuppressWarnings("unchecked") // only objects are kept
    static @Nullable Map<String, Object> tree(@Nullable String json) {
        return json == null ? null : (Map<String, Object>) new Json(json).tree();
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.from(instant);
    }
}
