package org.marronnier.web.scenario;

/**
 * What of the page is open for editing.
 *
 * @param part brief, trigger, target, exit, step or add; empty where nothing is
 * @param at the path of the step, or of the list to add to
 * @param index where in the list
 * @param kind of the trigger or the step
 */
public record OpenPart(String part, String at, int index, String kind) {
    static final OpenPart NOTHING = new OpenPart("", "", 0, "");

    /** Where the step stands, or will stand. */
    String path() {
        return part.equals("add") ? at + "[" + index + "]" : at;
    }
}
