package org.marronnier.scheduler.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.marronnier.domain.channel.Channel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Which gateway each channel goes by. E-mail goes to the SMTP server that the settings name; while
 * they name none, and for every other channel, messages go to the product's own inbox.
 */
@Component
public class Gateways {

    private final InboxGateway inbox;
    private final Optional<Gateway> smtp;

    Gateways(InboxGateway inbox, ObjectProvider<SmtpGateway> smtp) {
        this.inbox = inbox;
        this.smtp = Optional.ofNullable(smtp.getIfAvailable());
    }

    public Gateway of(Channel channel) {
        return switch (channel) {
            case EMAIL -> smtp.orElse(inbox);
            case SMS, PUSH, PHONE, LETTER, WEB -> inbox;
        };
    }

    /** Whether e-mail leaves the house. */
    public boolean mailLeaves() {
        return smtp.isPresent();
    }

    Collection<Gateway> all() {
        return smtp.map(gateway -> List.of(gateway, (Gateway) inbox))
                .orElseGet(() -> List.of(inbox));
    }

    /** The names of those for which nothing is ever uncertain, whether they are in use or not. */
    public List<String> idempotent() {
        return all().stream().filter(Gateway::isIdempotent).map(Gateway::name).toList();
    }
}
