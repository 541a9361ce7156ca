package org.marronnier.domain.document;

/**
 * One mistake in a document.
 *
 * @param path where it stands, such as {@code
 *     programmes[2].scenarios[0].steps[1].send.channels[0]}; empty for the whole document
 * @param message a sentence that says what was expected and what was found
 */
public record Mistake(String path, String message) {}
