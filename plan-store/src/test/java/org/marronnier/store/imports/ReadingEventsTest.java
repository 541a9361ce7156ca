package org.marronnier.store.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.marronnier.store.imports.SentEvents.Malformed;
import org.marronnier.store.imports.SentEvents.Read;
import org.marronnier.store.imports.SentEvents.Refused;
import org.marronnier.store.imports.SentEvents.TooMany;

class ReadingEventsTest {

    private static final String GOOD =
            "{\"id\": \"a\", \"externalId\": \"C1\", \"type\": \"visit\", \"at\": \"2027-01-31T10:00:00Z\"}";
    private static final SentEvent READ =
            new SentEvent(0, "a", "C1", "visit", Instant.parse("2027-01-31T10:00:00Z"), "{}");

    @Test
    void readsOne() {
        assertThat(json("\ufeff \n" + GOOD + "\n")).isEqualTo(new Read(List.of(READ), List.of()));
    }

    @Test
    void readsAnArrayWithTextThatLooksLikeItsMarks() {
        var odd =
                GOOD.replace(
                        "}", ", \"text\": \"a\\\"],[{,\\\\\", \"more\": [[1, 2], {\"x\": 3}]}");

        var read = (Read) json("[" + GOOD + " , " + odd + "]");

        assertThat(read.refused()).isEmpty();
        assertThat(read.events())
                .containsExactly(
                        READ,
                        new SentEvent(
                                1,
                                "a",
                                "C1",
                                "visit",
                                READ.at(),
                                "{\"text\":\"a\\\"],[{,\\\\\",\"more\":[[1,2],{\"x\":3}]}"));
    }

    @Test
    void readsNoneOfNone() {
        assertThat(json(" [ ] ")).isEqualTo(new Read(List.of(), List.of()));
        assertThat(lines("\n \r\n")).isEqualTo(new Read(List.of(), List.of()));
    }

    @Test
    void refusesFaultyOnesAlone() {
        var read =
                (Read)
                        json(
                                "[%s, 1, {\"id\": }, %s, %s, %s]"
                                        .formatted(
                                                GOOD,
                                                GOOD.replace("C1", ""),
                                                GOOD.replace("10:00:00Z", "10:00"),
                                                GOOD.replace("visit", "v".repeat(101))));

        assertThat(read.events()).containsExactly(READ);
        assertThat(read.refused())
                .containsExactly(
                        new Refused(1, null, RefusalReason.BAD_JSON),
                        new Refused(2, null, RefusalReason.BAD_JSON),
                        new Refused(3, "externalId", RefusalReason.MISSING),
                        new Refused(4, "at", RefusalReason.BAD_INSTANT),
                        new Refused(5, "type", RefusalReason.TOO_LONG));
    }

    @Test
    void refusesTheLinesThatAreNoJson() {
        var read = (Read) lines(GOOD + "\r\n\n{\"id\": \"b\"\nnot json\n" + GOOD);

        assertThat(read.events()).extracting(SentEvent::index).containsExactly(0, 3);
        assertThat(read.refused())
                .containsExactly(
                        new Refused(1, null, RefusalReason.BAD_JSON),
                        new Refused(2, null, RefusalReason.BAD_JSON));
    }

    @Test
    void saysWhatIsNoJsonAtAll() {
        for (var text :
                List.of(
                        "",
                        " ",
                        "x",
                        "1",
                        "null",
                        "{",
                        "[",
                        "[{}",
                        "[{]",
                        GOOD + GOOD,
                        "[] x",
                        "\"")) {
            assertThat(json(text)).as(text).isEqualTo(new Malformed());
        }
    }

    @Test
    void takesNoMoreThanABodyHolds() {
        assertThat(lines("1\n".repeat(SentEvents.MOST + 1))).isEqualTo(new TooMany());
        assertThat(json("[" + "1,".repeat(SentEvents.MOST) + "1]")).isEqualTo(new TooMany());
    }

    @Test
    void readsOneFromEachText() {
        var read =
                ReadingEvents.each(
                        List.of(GOOD.getBytes(UTF_8), new byte[0], (GOOD + "\n").getBytes(UTF_8)));

        assertThat(read.events()).extracting(SentEvent::index).containsExactly(0, 2);
        assertThat(read.refused()).containsExactly(new Refused(1, null, RefusalReason.BAD_JSON));
    }

    private static SentEvents json(String text) {
        var bytes = text.getBytes(UTF_8);
        return ReadingEvents.json(bytes, bytes.length);
    }

    private static SentEvents lines(String text) {
        var bytes = text.getBytes(UTF_8);
        return ReadingEvents.lines(bytes, bytes.length);
    }
}
