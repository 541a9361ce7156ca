package org.marronnier.engine.template;

import java.util.Map;
import java.util.regex.Pattern;

/** The text of an HTML message, for readers that show no HTML. */
final class PlainText {

    private static final Pattern UNSEEN =
            Pattern.compile("(?is)<(script|style|head|title)\\b[^>]*>.*?</\\1\\s*>|<!--.*?-->");
    private static final Pattern LINK =
            Pattern.compile(
                    "(?is)<a\\b[^>]*?\\bhref\\s*=\\s*[\"']([^\"']*)[\"'][^>]*>(.*?)</a\\s*>");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern LINE_END =
            Pattern.compile("(?i)<(br|/p|/div|/h[1-6]|/li|/tr|/table|/ul|/ol|hr)\\b[^>]*>");
    private static final Pattern ITEM = Pattern.compile("(?i)<li\\b[^>]*>");
    private static final Pattern TAG = Pattern.compile("<[a-zA-Z/!][^>]*>");
    private static final Pattern ENTITY = Pattern.compile("&(#x?[0-9a-fA-F]{1,6}|[a-zA-Z]{2,6});");
    private static final Pattern AROUND_LINE = Pattern.compile(" *\\n *");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");
    private static final Map<String, String> NAMED =
            Map.of(
                    "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ",
                    "euro", "€", "hellip", "…", "eacute", "é", "egrave", "è");

    private PlainText() {}

    static String of(String html) {
        var text = UNSEEN.matcher(html).replaceAll(" ");
        text = SPACE.matcher(text).replaceAll(" ");
        text = LINK.matcher(text).replaceAll("$2 ($1)");
        text = ITEM.matcher(text).replaceAll("- ");
        text = LINE_END.matcher(text).replaceAll("\n");
        text = TAG.matcher(text).replaceAll("");
        text =
                ENTITY.matcher(text)
                        .replaceAll(
                                entity ->
                                        java.util.regex.Matcher.quoteReplacement(
                                                character(entity.group(), entity.group(1))));
        text = AROUND_LINE.matcher(text).replaceAll("\n");
        return EMPTY_LINES.matcher(text).replaceAll("\n\n").strip();
    }

    private static String character(String entity, String name) {
        if (!name.startsWith("#")) {
            return NAMED.getOrDefault(name, entity);
        }
        var hexadecimal = name.startsWith("#x") || name.startsWith("#X");
        try {
            var code =
                    hexadecimal
                            ? Integer.parseInt(name.substring(2), 16)
                            : Integer.parseInt(name.substring(1));
            return Character.isValidCodePoint(code) ? Character.toString(code) : entity;
        } catch (NumberFormatException e) {
            return entity;
        }
    }
}
