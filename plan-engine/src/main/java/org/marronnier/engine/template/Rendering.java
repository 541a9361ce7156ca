package org.marronnier.engine.template;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.template.Template;

/**
 * Writes a template for one contact: <code>{{firstName}}</code> becomes the contact's first name,
 * <code>{{firstName|friend}}</code> becomes "friend" where there is none.
 *
 * <p>A field that is known but empty, and has no default, becomes nothing. A name that is neither a
 * field nor an attribute of the contact makes the message unwritable, unless it has a default.
 */
public final class Rendering {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private Rendering() {}

    /**
     * In the contact's language, where the template has a variant for it.
     *
     * @param fields the contact's fields and attributes; those it lacks are empty text
     */
    public static Rendered render(Template written, Map<String, String> fields) {
        var template = written.inLanguage(fields.get("language"));
        try {
            var subject = filled(template.subject(), fields, Rendering::onOneLine);
            var html = filled(template.html(), fields, Rendering::escaped);
            var text = filled(template.text(), fields, UnaryOperator.identity());
            if (text == null || text.isBlank()) {
                text = html == null ? "" : PlainText.of(html);
            }
            if (text.isBlank()
                    && (html == null || html.isBlank())
                    && (subject == null || subject.isBlank())) {
                return new Rendered.Unwritable(Rendered.Mistake.EMPTY, template.key());
            }
            return new Rendered.Message(subject == null ? null : onOneLine(subject), html, text);
        } catch (UnwritableException e) {
            return e.why;
        }
    }

    private static @Nullable String filled(
            @Nullable String text, Map<String, String> fields, UnaryOperator<String> written) {
        if (text == null) {
            return null;
        }
        var filled = new StringBuilder();
        var matcher = MergeFields.FIELD.matcher(text);
        var last = 0;
        while (matcher.find()) {
            filled.append(checked(text.substring(last, matcher.start())));
            filled.append(written.apply(value(matcher, fields)));
            last = matcher.end();
        }
        return filled.append(checked(text.substring(last))).toString();
    }

    private static String value(Matcher field, Map<String, String> fields) {
        var value = fields.get(field.group(1));
        var otherwise = field.group(2);
        if (value == null && otherwise == null) {
            throw new UnwritableException(
                    new Rendered.Unwritable(Rendered.Mistake.UNKNOWN_FIELD, field.group(1)));
        }
        return value == null || value.isBlank()
                ? (otherwise == null ? "" : otherwise.strip())
                : value;
    }

    private static String checked(String literal) {
        var broken = MergeFields.brokenLiteral(literal);
        if (broken != null) {
            throw new UnwritableException(
                    new Rendered.Unwritable(Rendered.Mistake.BROKEN_FIELD, broken));
        }
        return literal;
    }

    private static String escaped(String value) {
        var escaped = new StringBuilder(value.length() + 16);
        for (var i = 0; i < value.length(); i++) {
            switch (value.charAt(i)) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(value.charAt(i));
            }
        }
        return escaped.toString();
    }

    private static String onOneLine(String value) {
        return CONTROL.matcher(value).replaceAll(" ").strip();
    }

    private static final class UnwritableException extends RuntimeException {
        private final transient Rendered.Unwritable why;

        private UnwritableException(Rendered.Unwritable why) {
            super(why.toString(), null, false, false);
            this.why = why;
        }
    }
}
