package org.marronnier.domain.document;

import java.util.List;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.template.Template;

/** Templates and their variants in other languages. */
final class TemplateShapes {

    static final Shape<List<Template.Variant>> VARIANTS = ListShape.by("locale", variant(), 100);
    static final Shape<Template> TEMPLATE = template();

    private TemplateShapes() {}

    private static Shape<Template.Variant> variant() {
        var locale = Field.required("locale", Scalars.LOCALE_TEXT, Template.Variant::locale);
        var subject =
                Field.optional(
                        "subject", Scalars.text(Phrase.A_SUBJECT, 500), Template.Variant::subject);
        var html = Field.optional("html", Scalars.CONTENT, Template.Variant::html);
        var text = Field.optional("text", Scalars.CONTENT, Template.Variant::text);
        return ObjectShape.of(
                        "templateVariant",
                        in ->
                                new Template.Variant(
                                        in.get(locale),
                                        in.find(subject),
                                        in.find(html),
                                        in.find(text)),
                        locale,
                        subject,
                        html,
                        text)
                .checked(
                        (in, at) -> {
                            isOneLine(in, subject);
                            if (in.lacks(html) && in.lacks(text)) {
                                at.mistake(Phrase.CONTENT_MISSING.with());
                            }
                        });
    }

    private static Shape<Template> template() {
        var key = Field.required("key", Scalars.KEY, Template::key);
        var channel = Field.required("channel", Scalars.CHANNEL, Template::channel);
        var locale = Field.optional("locale", Scalars.LOCALE_TEXT, Template::locale);
        var sender = Field.optional("sender", Scalars.reference(Kind.SENDER), Template::sender);
        var subject =
                Field.optional("subject", Scalars.text(Phrase.A_SUBJECT, 500), Template::subject);
        var html = Field.optional("html", Scalars.CONTENT, Template::html);
        var text = Field.optional("text", Scalars.CONTENT, Template::text);
        var variants = Field.optional("variants", VARIANTS, Template::variants, List.of());
        return ObjectShape.of(
                        "template",
                        in ->
                                new Template(
                                        in.get(key),
                                        in.get(channel),
                                        in.find(locale),
                                        in.find(sender),
                                        in.find(subject),
                                        in.find(html),
                                        in.find(text),
                                        in.get(variants)),
                        key,
                        channel,
                        locale,
                        sender,
                        subject,
                        html,
                        text,
                        variants)
                .checked(
                        (in, at) -> {
                            if (in.find(channel) == Channel.EMAIL && in.lacks(subject)) {
                                in.at(subject).mistake(Phrase.SUBJECT_MISSING.with());
                            }
                            isOneLine(in, subject);
                            if (in.lacks(html) && in.lacks(text)) {
                                at.mistake(Phrase.CONTENT_MISSING.with());
                            }
                            if (in.find(key) instanceof String named) {
                                at.journal()
                                        .template(
                                                named,
                                                new Journal.Sheet(
                                                        in.find(channel),
                                                        in.find(sender),
                                                        in.at(sender)));
                            }
                        });
    }

    private static void isOneLine(Values in, Field<?, String> subject) {
        if (in.find(subject) instanceof String line && line.matches("(?s).*[\\r\\n].*")) {
            in.at(subject).mistake(Phrase.SUBJECT_OF_LINES.with());
        }
    }
}
