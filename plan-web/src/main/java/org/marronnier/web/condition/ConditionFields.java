package org.marronnier.web.condition;

import java.util.List;

/** The fields that every contact has, as documents name them. */
public final class ConditionFields {

    public static final List<String> OF_CONTACT =
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

    private ConditionFields() {}
}
