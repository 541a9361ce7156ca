package org.marronnier.domain.document;

import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.telling.Telling;

/**
 * One mistake in a document.
 *
 * @param path where it stands, such as {@code
 *     programmes[2].scenarios[0].steps[1].send.channels[0]}; empty for the whole document
 * @param telling what was expected and what was found
 */
public record Mistake(String path, Telling telling) {

    /** A mistake that is told in one language only, such as that of a form's reader. */
    public Mistake(String path, String sentence) {
        this(path, Phrase.INVALID.with(sentence));
    }

    /** A sentence in plain English; pages say it in the language of their reader. */
    public String message() {
        return telling.english();
    }
}
