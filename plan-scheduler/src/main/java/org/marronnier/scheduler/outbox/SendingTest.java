package org.marronnier.scheduler.outbox;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.template.Template;
import org.marronnier.engine.template.Rendered;
import org.marronnier.engine.template.Rendering;
import org.marronnier.scheduler.delivery.Gateways;
import org.marronnier.scheduler.delivery.Handed;
import org.marronnier.scheduler.delivery.Letter;
import org.marronnier.store.outbox.TestNumbers;
import org.springframework.stereotype.Component;

/**
 * Sends a template to whoever tries it, written for a contact. The message is marked as a test,
 * stands in no history and counts in no cap.
 */
@Component
public class SendingTest {

    private static final String MARK = "[Test] ";

    private final Gateways gateways;
    private final TestNumbers numbers;
    private final Clock clock;

    SendingTest(Gateways gateways, TestNumbers numbers, Clock clock) {
        this.gateways = gateways;
        this.numbers = numbers;
        this.clock = clock;
    }

    /** What became of a test. */
    public sealed interface Outcome {

        /**
         * Its channel took it.
         *
         * @param leaves whether it left the house; else it is in the product's own inbox
         */
        record Sent(long message, boolean leaves) implements Outcome {}

        /** The template cannot be written for this contact. */
        record Unwritable(Rendered.Mistake mistake, String detail) implements Outcome {}

        /** Its channel did not take it, for this reason. */
        record NotTaken(String reason) implements Outcome {}
    }

    /**
     * @param contact the external id of the contact it is written for
     * @param fields what the contact's message may say
     * @param recipient where it goes: an address of the user's own
     */
    public Outcome send(
            PlanDocument plan,
            Template template,
            String contact,
            Map<String, String> fields,
            String recipient) {
        return switch (Rendering.render(template, fields)) {
            case Rendered.Unwritable(var mistake, var detail) ->
                    new Outcome.Unwritable(mistake, detail);
            case Rendered.Message message ->
                    hand(letter(plan, template, contact, message, recipient));
        };
    }

    private Outcome hand(Letter letter) {
        var gateway = gateways.of(letter.channel());
        var handed = gateway.hand(List.of(letter)).getFirst();
        return switch (handed) {
            case Handed.Taken _ ->
                    new Outcome.Sent(
                            letter.message(),
                            letter.channel() == Channel.EMAIL && gateways.mailLeaves());
            case Handed.Refused(var _, var reason) -> new Outcome.NotTaken(reason);
            case Handed.NotNow(var _, var reason) -> new Outcome.NotTaken(reason);
            case Handed.Unknown(var _, var reason) -> new Outcome.NotTaken(reason);
        };
    }

    private Letter letter(
            PlanDocument plan,
            Template template,
            String contact,
            Rendered.Message message,
            String recipient) {
        var number = numbers.next();
        var subject = message.subject();
        return new Letter(
                number,
                contact,
                template.channel(),
                recipient,
                WritingLetters.sender(plan, template).orElse(null),
                subject == null ? null : MARK + subject,
                template.channel() == Channel.EMAIL ? message.html() : null,
                subject == null ? MARK + message.text() : message.text(),
                "<test.%d@marronnier.invalid>".formatted(number),
                null,
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }
}
