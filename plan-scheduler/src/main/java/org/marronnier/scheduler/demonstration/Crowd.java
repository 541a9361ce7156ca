package org.marronnier.scheduler.demonstration;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;

/**
 * Invented contacts with everything that they agreed to and did, in the order of their external
 * ids.
 */
record Crowd(List<Person> people) {

    Crowd {
        people = List.copyOf(people);
    }

    /** One contact, its consents and its events, each in order of time. */
    record Person(Card card, Health health, List<Agreement> consents, List<Deed> events) {
        Person {
            consents = List.copyOf(consents);
            events = List.copyOf(events);
        }
    }

    /** Who the contact is. */
    record Card(
            String externalId,
            @Nullable String email,
            @Nullable String phone,
            String firstName,
            String lastName,
            @Nullable LocalDate birthDate,
            String street,
            String postcode,
            String city,
            String country,
            String language,
            @Nullable String zone,
            @Nullable String household,
            Map<String, Object> attributes,
            Instant since) {
        Card {
            attributes = Map.copyOf(attributes);
        }

        /** What a condition reads under a name. */
        @Nullable Object field(String name) {
            return switch (name) {
                case "externalId" -> externalId;
                case "email" -> email;
                case "phone" -> phone;
                case "firstName" -> firstName;
                case "lastName" -> lastName;
                case "birthDate" -> birthDate;
                case "street" -> street;
                case "postcode" -> postcode;
                case "city" -> city;
                case "country" -> country;
                case "language" -> language;
                case "zone" -> zone;
                case "household" -> household;
                default -> attributes.get(name);
            };
        }
    }

    /** What keeps messages from the contact whatever it agreed to. */
    record Health(
            @Nullable Instant bounced,
            @Nullable Instant complained,
            @Nullable Instant suppressed,
            @Nullable Instant pausedUntil) {

        static final Health SOUND = new Health(null, null, null, null);
    }

    /** A record of consent. */
    record Agreement(
            Channel channel,
            String purpose,
            ConsentStatus status,
            String basis,
            String source,
            String proof,
            Instant at) {}

    /** An event of the contact; amounts are {@link BigDecimal}, counts are integers. */
    record Deed(String id, String type, Instant at, Map<String, Object> properties) {
        Deed {
            properties = Map.copyOf(properties);
        }
    }
}
