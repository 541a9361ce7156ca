package org.marronnier.domain.document;

import java.util.List;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.MessagePattern;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.telling.Phrase;

/** Tests of the contact's history. */
final class MessageTests {

    private MessageTests() {}

    static Shape<Condition.Messages> messages() {
        var message = Field.required("message", pattern(), Condition.Messages::pattern);
        var within = Field.optional("within", Scalars.POSITIVE_SPAN, Condition.Messages::within);
        var count =
                Field.optional(
                        "count", Comparisons.NUMBER_BOUNDS, Condition.Messages::count, List.of());
        return ObjectShape.of(
                "messages",
                in -> new Condition.Messages(in.get(message), in.find(within), in.get(count)),
                message,
                within,
                count);
    }

    private static Shape<MessagePattern> pattern() {
        var channel = Field.optional("channel", Scalars.CHANNEL, MessagePattern::channel);
        var type = Field.optional("type", Scalars.TYPE, MessagePattern::type);
        var status =
                Field.optional(
                        "status",
                        Scalars.oneOf(
                                Phrase.A_MESSAGE_STATUS, MessageStatus.class, MessageStatus::name),
                        MessagePattern::status);
        var programme =
                Field.optional(
                        "programme", Scalars.reference(Kind.PROGRAMME), MessagePattern::programme);
        var scenario =
                Field.optional(
                        "scenario", Scalars.reference(Kind.SCENARIO), MessagePattern::scenario);
        var campaign =
                Field.optional(
                        "campaign", Scalars.reference(Kind.CAMPAIGN), MessagePattern::campaign);
        var template =
                Field.optional(
                        "template", Scalars.reference(Kind.TEMPLATE), MessagePattern::template);
        var tag = Field.optional("tag", Scalars.WORD, MessagePattern::tag);
        return ObjectShape.of(
                "message",
                in ->
                        new MessagePattern(
                                in.find(channel),
                                in.find(type),
                                in.find(status),
                                in.find(programme),
                                in.find(scenario),
                                in.find(campaign),
                                in.find(template),
                                in.find(tag)),
                channel,
                type,
                status,
                programme,
                scenario,
                campaign,
                template,
                tag);
    }
}
