package org.marronnier.scheduler.delivery;

import java.util.List;
import java.util.StringJoiner;
import org.marronnier.store.inbox.Inbox;
import org.springframework.stereotype.Component;

/**
 * The product's own inbox: nothing leaves the house, and a letter that comes twice is there once.
 */
@Component
public class InboxGateway implements Gateway {

    public static final String NAME = "inbox";

    private final Inbox inbox;

    InboxGateway(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isIdempotent() {
        return true;
    }

    @Override
    public int batch() {
        return 500;
    }

    @Override
    public List<Handed> hand(List<Letter> letters) {
        inbox.take(letters.stream().map(InboxGateway::mail).toList());
        return letters.stream().<Handed>map(letter -> new Handed.Taken(letter.message())).toList();
    }

    private static Inbox.Mail mail(Letter letter) {
        var sender = letter.sender();
        return new Inbox.Mail(
                letter.message(),
                letter.contact(),
                letter.channel().name(),
                letter.at(),
                sender == null ? null : shown(sender),
                letter.recipient(),
                letter.subject(),
                headers(letter),
                letter.html(),
                letter.text());
    }

    private static String headers(Letter letter) {
        var headers = new StringJoiner("\n");
        if (letter.sender() != null) {
            headers.add("From: " + shown(letter.sender()));
        }
        headers.add("To: " + letter.recipient());
        if (letter.subject() != null) {
            headers.add("Subject: " + letter.subject());
        }
        headers.add("Message-ID: " + letter.reference());
        if (letter.unsubscribe() != null) {
            headers.add("List-Unsubscribe: <" + letter.unsubscribe() + ">");
        }
        return headers.toString();
    }

    private static String shown(Letter.Sender sender) {
        return sender.name() == null
                ? sender.address()
                : "%s <%s>".formatted(sender.name(), sender.address());
    }
}
