package org.marronnier.engine.decision;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;

/**
 * The addresses of a contact.
 *
 * @param email normalised
 * @param phone in E.164
 */
public record Addresses(
        String externalId,
        @Nullable String email,
        boolean emailBounced,
        @Nullable String phone,
        boolean phoneBounced,
        @Nullable String street,
        @Nullable String postcode,
        @Nullable String city,
        @Nullable String pushToken) {

    /** The normalised address of a channel, where it is there and has not bounced hard. */
    public Optional<String> usable(Channel channel) {
        return bounced(channel) ? Optional.empty() : known(channel);
    }

    /** Whether the channel has an address that bounced hard. */
    public boolean bounced(Channel channel) {
        return switch (channel) {
            case EMAIL -> emailBounced && known(channel).isPresent();
            case SMS, PHONE -> phoneBounced && known(channel).isPresent();
            case PUSH, LETTER, WEB -> false;
        };
    }

    private Optional<String> known(Channel channel) {
        return switch (channel) {
            case EMAIL -> present(email);
            case SMS, PHONE -> present(phone);
            case PUSH -> present(pushToken);
            case WEB -> Optional.of(externalId);
            case LETTER ->
                    Stream.of(street, postcode, city).allMatch(part -> present(part).isPresent())
                            ? Optional.of(
                                    Stream.of(street, postcode, city)
                                            .map(Addresses::folded)
                                            .collect(Collectors.joining("|")))
                            : Optional.empty();
        };
    }

    private static Optional<String> present(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    private static String folded(@Nullable String part) {
        return part == null ? "" : part.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
