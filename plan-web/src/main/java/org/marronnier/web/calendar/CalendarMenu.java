package org.marronnier.web.calendar;

import java.util.Collection;
import java.util.List;

/**
 * Choices of the calendar's tool bar, each with the address that makes it.
 *
 * @param name the message of what is chosen
 * @param chosen the names of what is chosen; empty for all
 */
public record CalendarMenu(String name, List<String> chosen, List<Choice> choices) {

    /** In characters. */
    private static final int LONGEST = 20;

    public CalendarMenu {
        chosen = List.copyOf(chosen);
        choices = List.copyOf(choices);
    }

    /** One choice. */
    public record Choice(String name, boolean on, String href) {}

    /**
     * What is chosen, in a few words: the names, or where these are long the first and how many
     * more.
     */
    public String summary() {
        var all = String.join(", ", chosen);
        return chosen.size() < 2 || all.length() <= LONGEST
                ? all
                : chosen.getFirst() + " +" + (chosen.size() - 1);
    }

    static CalendarMenu of(String name, Collection<Choice> choices) {
        return new CalendarMenu(
                name,
                choices.stream().filter(Choice::on).map(Choice::name).toList(),
                List.copyOf(choices));
    }
}
