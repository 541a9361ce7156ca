package org.marronnier.engine.decision;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.TextReading;

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

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern BLANK_ENDS = Pattern.compile("^\\s+|\\s+$");

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
            case LETTER -> letter();
        };
    }

    /**
     * Street, postcode and town, without regard to letter case and to how many blanks part words.
     */
    private Optional<String> letter() {
        var parts = Stream.of(street, postcode, city).flatMap(part -> present(part).stream());
        var written = parts.map(Addresses::folded).toList();
        return written.size() == 3 ? Optional.of(String.join("|", written)) : Optional.empty();
    }

    private static Optional<String> present(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    private static String folded(String part) {
        var bare = BLANK_ENDS.matcher(part).replaceAll("");
        return TextReading.folded(BLANKS.matcher(bare).replaceAll(" "));
    }
}
