package org.marronnier.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.template.Template;

class RenderingTest {

    @Test
    void mergesTheFieldsOfTheContact() {
        var message =
                message(
                        template(
                                "Bonjour {{firstName}}",
                                "<p>{{ firstName }} {{points|0}}</p>",
                                "{{firstName}}"),
                        Map.of("firstName", "Zoé", "points", ""));

        assertThat(message).isEqualTo(new Rendered.Message("Bonjour Zoé", "<p>Zoé 0</p>", "Zoé"));
    }

    @Test
    void escapesInHtmlAndNotInText() {
        var message =
                message(
                        template("{{firstName}}", "<p>{{firstName}}</p>", "{{firstName}}"),
                        Map.of("firstName", "<b onclick=\"x\">A & 'B'</b>"));

        assertThat(message.html())
                .isEqualTo("<p>&lt;b onclick=&quot;x&quot;&gt;A &amp; &#39;B&#39;&lt;/b&gt;</p>");
        assertThat(message.text()).isEqualTo("<b onclick=\"x\">A & 'B'</b>");
        assertThat(message.subject()).isEqualTo("<b onclick=\"x\">A & 'B'</b>");
    }

    @Test
    void keepsTheSubjectOnOneLine() {
        var message =
                message(
                        template("Bonjour {{firstName}}\n!", "<p>x</p>", null),
                        Map.of("firstName", "Zoé\r\nBcc: x@y.example"));

        assertThat(message.subject()).isEqualTo("Bonjour Zoé Bcc: x@y.example !");
    }

    @Test
    void mergesNoFieldTwice() {
        var message =
                message(
                        template("s", null, "{{firstName}}"),
                        Map.of("firstName", "{{lastName}}$1"));

        assertThat(message.text()).isEqualTo("{{lastName}}$1");
    }

    @Test
    void saysWhichFieldIsUnknown() {
        assertThat(Rendering.render(template("{{prenom}}", "x", null), Map.of("firstName", "Zoé")))
                .isEqualTo(new Rendered.Unwritable(Rendered.Mistake.UNKNOWN_FIELD, "prenom"));
        assertThat(message(template("{{prenom|vous}}", "x", null), Map.of()).subject())
                .isEqualTo("vous");
    }

    @Test
    void saysWhereAFieldIsBroken() {
        assertThat(Rendering.render(template("{{firstName", "x", null), Map.of("firstName", "Zoé")))
                .isEqualTo(new Rendered.Unwritable(Rendered.Mistake.BROKEN_FIELD, "{{firstName"));
        assertThat(Rendering.render(template(null, null, " "), Map.of()))
                .isEqualTo(new Rendered.Unwritable(Rendered.Mistake.EMPTY, "t"));
    }

    @Test
    void makesTheTextFromTheHtml() {
        var html =
                """
                <head><title>no</title><style>p { color: red }</style></head>
                <h1>Bonjour {{firstName}}</h1><!-- no -->
                <p>Deux   offres&nbsp;:</p><ul><li>une</li><li>deux &#8364;</li></ul>
                <p><a class="b" href="https://maison.example/?a=1&amp;b=2">Voir</a></p>
                """;

        assertThat(message(template("s", html, null), Map.of("firstName", "A<B")).text())
                .isEqualTo(
                        """
                        Bonjour A<B
                        Deux offres :
                        - une
                        - deux €

                        Voir (https://maison.example/?a=1&b=2)""");
    }

    @Test
    void speaksTheLanguageOfTheContact() {
        var template =
                new Template(
                        "t",
                        Channel.EMAIL,
                        "fr",
                        null,
                        "Bonjour {{firstName}}",
                        "<p>Bonjour</p>",
                        null,
                        List.of(
                                new Template.Variant("en-GB", "Hello", null, "Cheers"),
                                new Template.Variant("en", "Hello", null, "Hi {{firstName}}"),
                                new Template.Variant("de", null, "<p>Guten Tag</p>", null)));

        assertThat(inLanguage(template, "en")).isEqualTo("Hi Zoé");
        assertThat(inLanguage(template, "en_GB")).isEqualTo("Cheers");
        assertThat(inLanguage(template, "EN-us")).isEqualTo("Cheers");
        assertThat(inLanguage(template, "de-AT")).isEqualTo("Guten Tag");
        assertThat(inLanguage(template, "fr-BE")).isEqualTo("Bonjour");
        assertThat(inLanguage(template, "it")).isEqualTo("Bonjour");
        assertThat(inLanguage(template, "")).isEqualTo("Bonjour");
        assertThat(message(template, Map.of("language", "de", "firstName", "Zoé")).subject())
                .isEqualTo("Bonjour Zoé");
    }

    private static String inLanguage(Template template, String language) {
        return message(template, Map.of("language", language, "firstName", "Zoé")).text();
    }

    private static Rendered.Message message(Template template, Map<String, String> fields) {
        return (Rendered.Message) Rendering.render(template, fields);
    }

    private static Template template(
            @Nullable String subject, @Nullable String html, @Nullable String text) {
        return new Template("t", Channel.EMAIL, "fr", null, subject, html, text);
    }
}
