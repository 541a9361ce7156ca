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

    public CalendarMenu {
        chosen = List.copyOf(chosen);
        choices = List.copyOf(choices);
    }

    /** One choice. */
    public record Choice(String name, boolean on, String href) {}

    static CalendarMenu of(String name, Collection<Choice> choices) {
        return new CalendarMenu(
                name,
                choices.stream().filter(Choice::on).map(Choice::name).toList(),
                List.copyOf(choices));
    }
}
