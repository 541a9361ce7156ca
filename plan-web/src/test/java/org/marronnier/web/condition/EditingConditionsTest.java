package org.marronnier.web.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.marronnier.domain.audience.SeenFacts.Seen;
import org.marronnier.domain.audience.SeenFacts.ValueKind;
import org.marronnier.domain.document.Part;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanReader;
import org.marronnier.domain.document.Reading;
import org.marronnier.domain.document.Recurrences;
import org.marronnier.web.condition.ConditionEditor.Group;
import org.marronnier.web.condition.ConditionEditor.Line;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

class EditingConditionsTest {

    private static final Seen SEEN =
            new Seen(
                    Map.of("points", ValueKind.NUMBER, "vip", ValueKind.TRUTH),
                    Map.of("purchase", Map.of("amount", ValueKind.NUMBER)));

    private final EditingConditions conditions = new EditingConditions(() -> SEEN, messages());
    private final PlanDocument plan = plan();

    static List<Object> conditions() {
        return List.of(
                Map.of("all", List.of()),
                Map.of("any", List.of()),
                Map.of("field", "country", "eq", "FR"),
                Map.of("field", "postcode", "eq", "75011"),
                Map.of("field", "city", "in", List.of("Lyon", "Paris")),
                Map.of("field", "city", "notIn", List.of("Lyon, Rhône", "Paris")),
                Map.of("field", "points", "gte", 10, "lt", 20.5),
                Map.of("field", "vip", "eq", true),
                Map.of("field", "unseen", "eq", "007"),
                Map.of("field", "unseen", "ne", "12"),
                Map.of("field", "email", "present", true),
                Map.of("field", "phone", "missing", true),
                Map.of("field", "birthDate", "lt", "1980-01-01"),
                Map.of("field", "birthDate", "years", Map.of("gte", 60)),
                Map.of("event", "purchase"),
                Map.of("event", "purchase", "within", "P90D", "count", Map.of("gte", 2)),
                Map.of("event", "purchase", "within", "P1Y6M", "count", Map.of("eq", 0)),
                Map.of("event", "purchase", "within", "PT30M"),
                Map.of(
                        "event",
                        "purchase",
                        "where",
                        Map.of("category", "shoes", "amount", Map.of("gte", 20, "lte", 50)),
                        "sum",
                        Map.of("of", "amount", "gte", 200)),
                Map.of("event", "purchase", "last", Map.of("olderThan", "P60D")),
                Map.of(
                        "message",
                        Map.of("channel", "EMAIL", "status", "OPENED", "campaign", "soldes"),
                        "within",
                        "P6M",
                        "count",
                        Map.of("gte", 1)),
                Map.of("message", Map.of()),
                Map.of(
                        "consent",
                        Map.of("channel", "SMS", "purpose", "offers", "status", "GRANTED")),
                Map.of("segment", "vip"),
                Map.of("stage", "inactive"),
                Map.of("not", Map.of("segment", "vip")),
                Map.of(
                        "not",
                        Map.of("all", List.of(Map.of("segment", "vip"), Map.of("stage", "x")))),
                Map.of(
                        "any",
                        List.of(
                                Map.of("segment", "vip"),
                                Map.of("not", Map.of("event", "claim")),
                                Map.of(
                                        "all",
                                        List.of(
                                                Map.of("stage", "inactive"),
                                                Map.of(
                                                        "any",
                                                        List.of(
                                                                Map.of("segment", "a"),
                                                                Map.of("segment", "b"))))))));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void readsWhatItShows(Object tree) {
        var before = Part.CONDITION.read(tree);

        var form = conditions.read(fields(show(Part.CONDITION.write(before))), "when");

        assertThat(Part.CONDITION.read(form.tree())).isEqualTo(before);
    }

    @Test
    void buildsAConditionPressByPress() {
        var fields = fields(show(null));
        fields = press(fields, "add::segment");
        fields.set("when.parts[0].segment", "vip");
        fields = press(fields, "add::event");
        fields.set("when.parts[1].event", "purchase");
        fields.set("when.parts[1].count.is[0].value", "2");
        fields = press(fields, "add::message");
        fields.set("when.parts[2].not", "true");
        fields.set("when.parts[2].status", "OPENED");

        assertThat(conditions.read(fields, "when").tree())
                .isEqualTo(
                        Map.of(
                                "all",
                                List.of(
                                        Map.of("segment", "vip"),
                                        Map.of(
                                                "event", "purchase",
                                                "within", "P90D",
                                                "count",
                                                        Map.of("gte", new java.math.BigDecimal(2))),
                                        Map.of(
                                                "not",
                                                Map.of(
                                                        "message", Map.of("status", "OPENED"),
                                                        "within", "P30D",
                                                        "count",
                                                                Map.of(
                                                                        "gte",
                                                                        new java.math.BigDecimal(
                                                                                1)))))));
    }

    @Test
    void movesGroupsAndTakesPartsAway() {
        var fields =
                fields(
                        show(
                                Map.of(
                                        "all",
                                        List.of(
                                                Map.of("segment", "a"),
                                                Map.of("segment", "b"),
                                                Map.of("segment", "c")))));

        assertThat(keys(press(fields, "down:0"))).isEqualTo("all[b, a, c]");
        assertThat(keys(press(fields, "up:0"))).isEqualTo("all[a, b, c]");
        assertThat(keys(press(fields, "remove:1"))).isEqualTo("all[a, c]");
        var grouped = press(fields, "group:1");
        assertThat(keys(grouped)).isEqualTo("all[a, any[b], c]");
        assertThat(keys(press(grouped, "ungroup:1"))).isEqualTo("all[a, b, c]");
        assertThat(keys(press(grouped, "up:1.0"))).isEqualTo("all[a, b, c]");
        var two = press(grouped, "add:1:segment");
        assertThat(keys(press(two, "down:1.1"))).isEqualTo("all[a, any[b], , c]");
        assertThat(keys(press(two, "remove:1"))).isEqualTo("all[a, c]");
    }

    @Test
    void survivesPressesThatMakeNoSense() {
        var fields = fields(show(Map.of("segment", "a")));

        for (var press :
                List.of(
                        "",
                        "x",
                        "up:",
                        "up:9.9.9",
                        "add:0:event",
                        "more:0:where",
                        "less:0:where.7",
                        "group:",
                        "ungroup:0",
                        "remove:99999999",
                        "down:-1",
                        "add::nonsense:x")) {
            assertThat(conditions.read(with(fields, press), "when").tree()).isNotEmpty();
        }
    }

    @Test
    void tellsWhatIsWrongBesideIt() {
        var fields = press(fields(show(null)), "add::event");
        fields.set("when.parts[0].count.is[0].value", "deux");
        var form = conditions.read(fields, "when");

        var editor =
                conditions.show(
                        form,
                        plan,
                        Map.of("when.event", "Vide.", "when.count.gte", "Un nombre."),
                        Locale.FRENCH);

        var line = (Line) editor.root().items().getFirst();
        assertThat(line.mistake()).isNull();
        assertThat(line.tokens())
                .filteredOn(Token.Entry.class::isInstance)
                .extracting(token -> ((Token.Entry) token).mistake())
                .containsExactly("Un nombre.", "Vide.", null);
        assertThat(form.tree()).containsEntry("count", Map.of("gte", "deux"));
    }

    private ConditionEditor show(Object tree) {
        return conditions.show(tree, "when", plan, Map.of(), Locale.FRENCH);
    }

    private MultiValueMap<String, String> press(
            MultiValueMap<String, String> fields, String press) {
        var form = conditions.read(with(fields, press), "when");
        return fields(conditions.show(form, plan, Map.of(), Locale.FRENCH));
    }

    private static MultiValueMap<String, String> with(
            MultiValueMap<String, String> fields, String press) {
        var pressed = new LinkedMultiValueMap<>(fields);
        pressed.set("when.press", press);
        return pressed;
    }

    private String keys(MultiValueMap<String, String> fields) {
        return keys(conditions.read(fields, "when").tree());
    }

    private static String keys(Object tree) {
        if (!(tree instanceof Map<?, ?> map)) {
            return String.valueOf(tree);
        }
        var only = map.entrySet().iterator().next();
        return only.getValue() instanceof List<?> parts
                ? only.getKey()
                        + parts.stream().map(EditingConditionsTest::keys).toList().toString()
                : String.valueOf(only.getValue());
    }

    /** What a browser would send. */
    private static MultiValueMap<String, String> fields(ConditionEditor editor) {
        var fields = new LinkedMultiValueMap<String, String>();
        fill(editor.root(), fields);
        return fields;
    }

    private static void fill(Group group, MultiValueMap<String, String> fields) {
        fill(group.kind(), fields);
        if (group.sign() != null) {
            fill(group.sign(), fields);
        }
        group.items()
                .forEach(
                        item -> {
                            switch (item) {
                                case Group inner -> fill(inner, fields);
                                case Line line -> {
                                    fields.add(line.name() + ".kind", line.kind());
                                    line.tokens().forEach(token -> fill(token, fields));
                                }
                            }
                        });
    }

    private static void fill(Token token, MultiValueMap<String, String> fields) {
        switch (token) {
            case Token.Choice choice -> {
                assertThat(choice.options())
                        .anyMatch(option -> option.value().equals(choice.value()));
                fields.add(choice.name(), choice.value());
            }
            case Token.Entry entry -> fields.add(entry.name(), entry.value());
            case Token.Hidden hidden -> fields.add(hidden.name(), hidden.value());
            case Token.Words _, Token.Press _ -> {}
        }
    }

    private static PlanDocument plan() {
        var tree =
                Map.of(
                        "marronnier",
                        1,
                        "plan",
                        Map.of(
                                "key", "p",
                                "name", "P",
                                "brand", "B",
                                "from", LocalDate.of(2027, 1, 1).toString(),
                                "to", "2027-12-31",
                                "zone", ZoneId.of("Europe/Paris").getId()));
        return ((Reading.Accepted) new PlanReader(Recurrences.bySyntax()).read(tree)).document();
    }

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
