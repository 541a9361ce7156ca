package org.marronnier.web.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.document.PlanReader;
import org.marronnier.domain.document.RandomPlan;
import org.marronnier.domain.document.Reading;
import org.marronnier.domain.document.Recurrences;

class PlanTextTest {

    private static final String FRAME =
            """
            marronnier: 1
            plan:
              key: maison
              name: Plan
              brand: Maison
              from: 2027-01-01
              to: 2027-12-31
              locale: no
            """;

    private final PlanText text = new PlanText(new PlanReader(Recurrences.bySyntax()));

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadAgain(TextFormat format) {
        for (var seed = 0; seed < 100; seed++) {
            var document = new RandomPlan(new Random(seed)).document();
            var written = text.write(document, format);

            assertThat(read(written, format)).as(written).isEqualTo(new Reading.Accepted(document));
            assertThat(text.write(document, format)).isEqualTo(written);
        }
    }

    @Test
    void takesDatesTimesAndWordsAsText() {
        var reading =
                read(
                        FRAME
                                + """
                                rules:
                                  quiet:
                                    - {key: night, channels: [SMS], from: 20:00, to: 08:00}
                                segments:
                                  - {key: s, name: off, when: {field: code, in: [007, no, 1_000, 0x1F, 2027-01-31]}}
                                """,
                        TextFormat.YAML);

        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        var document = ((Reading.Accepted) reading).document();
        assertThat(document.plan().locale().getLanguage()).isEqualTo("no");
        assertThat(document.segments().getFirst().name()).isEqualTo("off");
        assertThat(document.segments().getFirst().when().toString())
                .contains(
                        "Text[value=007]",
                        "Text[value=no]",
                        "Text[value=1_000]",
                        "Text[value=0x1F]",
                        "Text[value=2027-01-31]");
    }

    @Test
    void tellsAFieldThatStandsTwiceWithItsLine() {
        assertThat(mistakes(FRAME + "segments: []\nsegments: []\n", TextFormat.YAML))
                .extracting(Mistake::path, Mistake::message)
                .containsExactly(
                        tuple(
                                "segments",
                                "Line 10, column 1: The field segments stands here a second time. Keep one."));
        assertThat(mistakes("{\"plan\": 1,\n \"plan\": 2}", TextFormat.JSON))
                .anySatisfy(
                        mistake ->
                                assertThat(mistake.message())
                                        .startsWith("Line 2, column 2: The field plan"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan: [1, 2\nx: }",
                "plan: \"open",
                "a: &x [1]\nb: *x",
                "a: 1\n---\nb: 2",
                "\t- x",
                "plan: !!binary x\n  y: z",
                "%YAML 9.9\n---\na: 1",
                "a: &a [&b [*a]]"
            })
    void tellsAMistakeOfTheSyntaxInOneSentence(String yaml) {
        assertThat(mistakes(yaml, TextFormat.YAML))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.message()).startsWith("Line "));
    }

    @Test
    void survivesWhatIsBuiltToHurt() {
        assertThat(mistakes("[".repeat(1_000_000), TextFormat.YAML)).hasSize(1);
        assertThat(mistakes("[".repeat(1_000_000), TextFormat.JSON)).hasSize(1);
        assertThat(mistakes("- ".repeat(1_000_000) + "a", TextFormat.YAML)).hasSize(1);
        assertThat(mistakes("1e999999999", TextFormat.JSON)).hasSize(1);
        assertThat(mistakes("9".repeat(1_000_000), TextFormat.JSON)).hasSize(1);
        assertThat(mistakes("", TextFormat.YAML)).hasSize(1);
        assertThat(mistakes("", TextFormat.JSON)).hasSize(1);
        var unread = text.read(new byte[] {(byte) 0xC3, 0x28}, TextFormat.YAML);
        assertThat(((Reading.Refused) unread).mistakes()).hasSize(1);
    }

    private Reading read(String written, TextFormat format) {
        return text.read(written.getBytes(StandardCharsets.UTF_8), format);
    }

    private List<Mistake> mistakes(String written, TextFormat format) {
        return ((Reading.Refused) read(written, format)).mistakes();
    }
}
