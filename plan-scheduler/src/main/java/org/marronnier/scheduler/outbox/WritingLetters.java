package org.marronnier.scheduler.outbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.convention.Conventions;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.template.Template;
import org.marronnier.engine.template.Rendered;
import org.marronnier.engine.template.Rendering;
import org.marronnier.scheduler.campaign.PlanShelf;
import org.marronnier.scheduler.delivery.Letter;
import org.marronnier.store.outbox.Outbox;
import org.springframework.stereotype.Component;

/** Writes the letter of an outbox entry, by the template and the sender that the plan names. */
@Component
class WritingLetters {

    private final PlanShelf plans;

    WritingLetters(PlanShelf plans) {
        this.plans = plans;
    }

    /** A letter, or why there can be none. */
    sealed interface Written {
        record Ready(Letter letter) implements Written {}

        record Impossible(String reason) implements Written {}
    }

    Written write(Outbox.Claimed entry, Instant now) {
        var plan = plans.plan(entry.plan());
        var template = plan.flatMap(document -> template(document, entry.template()));
        if (plan.isEmpty() || template.isEmpty()) {
            return new Written.Impossible("NO_TEMPLATE");
        }
        var channel = Channel.valueOf(entry.channel());
        var recipient = recipient(entry, channel);
        if (recipient.isEmpty()) {
            return new Written.Impossible("NO_ADDRESS");
        }
        return switch (Rendering.render(template.get(), entry.fields())) {
            case Rendered.Unwritable(var mistake, var detail) ->
                    new Written.Impossible(mistake + ": " + detail);
            case Rendered.Message(var subject, var html, var text) -> {
                var sender = sender(plan.get(), template.get()).orElse(null);
                yield new Written.Ready(
                        new Letter(
                                entry.message(),
                                entry.externalId(),
                                channel,
                                recipient.get(),
                                sender,
                                subject,
                                channel == Channel.EMAIL ? html : null,
                                text,
                                reference(entry, sender),
                                channel == Channel.EMAIL ? unsubscribe(entry, sender) : null,
                                now));
            }
        };
    }

    private static Optional<Template> template(PlanDocument plan, @Nullable String key) {
        return plan.templates().stream().filter(template -> template.key().equals(key)).findFirst();
    }

    static Optional<Letter.Sender> sender(PlanDocument plan, Template template) {
        return plan.conventions().senders().stream()
                .filter(sender -> sender.key().equals(template.sender()))
                .findFirst()
                .flatMap(WritingLetters::sender);
    }

    private static Optional<Letter.Sender> sender(Conventions.Sender sender) {
        return Optional.ofNullable(sender.address())
                .map(address -> new Letter.Sender(sender.name(), address));
    }

    private static Optional<String> recipient(Outbox.Claimed entry, Channel channel) {
        return Optional.ofNullable(
                        switch (channel) {
                            case EMAIL -> entry.email();
                            case SMS, PHONE -> entry.phone();
                            case WEB -> entry.externalId();
                            case PUSH -> entry.fields().get("pushToken");
                            case LETTER -> postal(entry.fields());
                        })
                .filter(address -> !address.isBlank());
    }

    private static String postal(Map<String, String> fields) {
        return Stream.of("street", "postcode", "city")
                .map(fields::get)
                .filter(Objects::nonNull)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(", "));
    }

    /** The same at every attempt, and of no other message of this house. */
    private static String reference(Outbox.Claimed entry, Letter.@Nullable Sender sender) {
        var domain =
                sender == null
                        ? "marronnier.invalid"
                        : sender.address()
                                .substring(sender.address().lastIndexOf('@') + 1)
                                .toLowerCase(Locale.ROOT);
        return "<%d.%s@%s>".formatted(entry.message(), entry.plan(), java.net.IDN.toASCII(domain));
    }

    /** A mail to the sender, which a person reads: there is no page for it yet. */
    private static @Nullable String unsubscribe(
            Outbox.Claimed entry, Letter.@Nullable Sender sender) {
        return sender == null
                ? null
                : "mailto:%s?subject=%s"
                        .formatted(
                                sender.address(),
                                URLEncoder.encode(
                                                "unsubscribe " + entry.externalId(),
                                                StandardCharsets.UTF_8)
                                        .replace("+", "%20"));
    }
}
