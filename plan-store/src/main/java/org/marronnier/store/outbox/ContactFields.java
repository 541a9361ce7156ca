package org.marronnier.store.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What a template may say of a contact: its fields and attributes, as text. */
@Repository
@Transactional(readOnly = true)
public class ContactFields {

    private static final Map<String, String> COLUMNS =
            Map.ofEntries(
                    Map.entry("externalId", "external_id"),
                    Map.entry("email", "email"),
                    Map.entry("phone", "phone"),
                    Map.entry("firstName", "first_name"),
                    Map.entry("lastName", "last_name"),
                    Map.entry("birthDate", "birth_date"),
                    Map.entry("street", "street"),
                    Map.entry("postcode", "postcode"),
                    Map.entry("city", "city"),
                    Map.entry("country", "country"),
                    Map.entry("language", "language"),
                    Map.entry("zone", "zone"),
                    Map.entry("household", "household"));
    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    /** The fields that every contact has, with or without a value. */
    public static final List<String> NAMES = COLUMNS.keySet().stream().sorted().toList();

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.shared();

    public ContactFields(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The fields of one contact; those that it lacks are empty. */
    public Optional<Map<String, String>> of(String externalId) {
        return jdbc.sql("select * from contact where external_id = :contact")
                .param("contact", externalId)
                .query((row, _) -> of(row))
                .optional();
    }

    /** The fields of a row of the table contact; those that the contact lacks are empty. */
    Map<String, String> of(ResultSet row) throws SQLException {
        var fields = new HashMap<String, String>();
        json.readValue(row.getString("attributes"), TREE)
                .forEach(
                        (name, value) -> {
                            if (value != null) {
                                fields.put(name, value.toString());
                            }
                        });
        for (var column : COLUMNS.entrySet()) {
            var value = row.getString(column.getValue());
            fields.put(column.getKey(), value == null ? "" : value);
        }
        return fields;
    }
}
