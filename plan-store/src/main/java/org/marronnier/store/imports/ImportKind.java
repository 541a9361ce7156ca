package org.marronnier.store.imports;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file holds: its known fields, in the order in which rows carry them, the required ones
 * first.
 */
public enum ImportKind {
    CONTACTS(1),
    CONSENTS(5),
    EVENTS(4);

    private static final List<String> CONTACT_FIELDS =
            List.of(
                    "externalId",
                    "email",
                    "phone",
                    "firstName",
                    "lastName",
                    "birthDate",
                    "street",
                    "postcode",
                    "city",
                    "country",
                    "language",
                    "zone",
                    "household");
    private static final List<String> CONSENT_FIELDS =
            List.of("externalId", "channel", "purpose", "status", "at", "basis", "source", "proof");
    private static final List<String> EVENT_FIELDS = List.of("externalId", "id", "type", "at");

    private final int required;

    ImportKind(int required) {
        this.required = required;
    }

    /** The kind as URLs say it. */
    public static Optional<ImportKind> named(String path) {
        for (var kind : values()) {
            if (kind.path().equals(path)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** The word of this kind in URLs and documents. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> fields() {
        return switch (this) {
            case CONTACTS -> CONTACT_FIELDS;
            case CONSENTS -> CONSENT_FIELDS;
            case EVENTS -> EVENT_FIELDS;
        };
    }

    List<String> requiredFields() {
        return fields().subList(0, required);
    }

    /** The field whose equal values must keep their order: what a row says is about it. */
    int keyField() {
        return this == EVENTS ? EVENT_FIELDS.indexOf("id") : 0;
    }

    /** Whether a field that is not known becomes an attribute or a property. */
    boolean takesMore() {
        return this != CONSENTS;
    }
}
