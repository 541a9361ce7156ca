package org.marronnier.store.audience;

import java.util.Optional;

/** The columns of the table contact that conditions name; other names are attributes. */
final class ContactColumn {

    static final String BIRTH_DATE = "c.birth_date";

    private ContactColumn() {}

    /** The column of a field, under the alias {@code c}; empty for an attribute. */
    static Optional<String> of(String field) {
        return switch (field) {
            case "externalId" -> Optional.of("c.external_id");
            case "email" -> Optional.of("c.email");
            case "phone" -> Optional.of("c.phone");
            case "firstName" -> Optional.of("c.first_name");
            case "lastName" -> Optional.of("c.last_name");
            case "birthDate" -> Optional.of(BIRTH_DATE);
            case "street" -> Optional.of("c.street");
            case "postcode" -> Optional.of("c.postcode");
            case "city" -> Optional.of("c.city");
            case "country" -> Optional.of("c.country");
            case "language" -> Optional.of("c.language");
            case "zone" -> Optional.of("c.zone");
            case "household" -> Optional.of("c.household");
            default -> Optional.empty();
        };
    }
}
