package org.marronnier.web.contact;

import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.EventRecord;
import org.springframework.stereotype.Component;

/** How pages write a contact and what was decided about it. */
@Component("contactWords")
public final class ContactWords {

    private static final String HIDDEN = "•••";

    /** The name, or the external id where there is none. */
    public String name(@Nullable String first, @Nullable String last, String externalId) {
        var name =
                Stream.of(first, last)
                        .filter(part -> part != null && !part.isBlank())
                        .collect(Collectors.joining(" "));
        return name.isEmpty() ? externalId : name;
    }

    /** camille.f•••@exemple.fr */
    public String maskedEmail(String email) {
        var at = email.lastIndexOf('@');
        var local = at < 0 ? email : email.substring(0, at);
        var kept = Math.min(local.length() * 3 / 5, Math.max(local.length() - 2, 0));
        return local.substring(0, local.offsetByCodePoints(0, local.codePointCount(0, kept)))
                + HIDDEN
                + (at < 0 ? "" : email.substring(at));
    }

    /** +336 •• •• •• 41 */
    public String maskedPhone(String phone) {
        return phone.length() < 8
                ? HIDDEN
                : phone.substring(0, 4) + " •• •• •• " + phone.substring(phone.length() - 2);
    }

    /** The contact's own zone, where it is known. */
    public ZoneId zone(Contact contact, ZoneId otherwise) {
        var known = contact.knownZone();
        return known == null ? otherwise : ZoneId.of(known);
    }

    public String icon(@Nullable Channel channel) {
        return switch (channel) {
            case EMAIL -> "mail";
            case SMS -> "message-2";
            case PUSH -> "bell";
            case PHONE -> "phone";
            case LETTER -> "mailbox";
            case WEB -> "world";
            case null -> "send";
        };
    }

    /** What an event says besides its type, as one line. */
    public String facts(EventRecord event) {
        return event.properties().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(" · "));
    }
}
