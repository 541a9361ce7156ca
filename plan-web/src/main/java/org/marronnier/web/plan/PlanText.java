package org.marronnier.web.plan;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanReader;
import org.marronnier.domain.document.PlanWriter;
import org.marronnier.domain.document.Reading;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.telling.Telling;
import org.springframework.stereotype.Component;

/** The plan document as YAML or JSON text. */
@Component
public final class PlanText {

    /** A document may have so many bytes. */
    public static final int MOST_BYTES = 20 * 1024 * 1024;

    private final PlanReader reader;

    PlanText(PlanReader reader) {
        this.reader = reader;
    }

    /**
     * Reads a text; every mistake in it is told at once, those of its syntax with line and column.
     */
    public Reading read(byte[] text, TextFormat format) {
        if (text.length > MOST_BYTES) {
            return refused(Phrase.TOO_MANY_BYTES.with(MOST_BYTES, text.length));
        }
        String characters;
        try {
            characters =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
        } catch (CharacterCodingException _) {
            return refused(Phrase.NOT_UTF_8.with());
        }
        return switch (TreeText.read(characters, format)) {
            case TreeText.Unreadable unreadable -> new Reading.Refused(unreadable.mistakes());
            case TreeText.Tree tree -> {
                var reading = reader.read(tree.root());
                if (tree.mistakes().isEmpty()) {
                    yield reading;
                }
                var all = new ArrayList<>(tree.mistakes());
                if (reading instanceof Reading.Refused refused) {
                    all.addAll(refused.mistakes());
                }
                yield new Reading.Refused(all);
            }
        };
    }

    /** Writes a document; reading the text gives an equal one. */
    public String write(PlanDocument document, TextFormat format) {
        return format.mapper().writeValueAsString(PlanWriter.write(document));
    }

    private static Reading refused(Telling telling) {
        return new Reading.Refused(List.of(new Mistake("", telling)));
    }
}
