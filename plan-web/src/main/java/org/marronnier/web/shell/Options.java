package org.marronnier.web.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.context.MessageSource;

/** Lists to choose from, in the words of one language. */
public final class Options {

    private final Saying saying;

    public Options(Saying saying) {
        this.saying = saying;
    }

    public Options(MessageSource messages, Locale locale) {
        this(new Saying(messages, locale));
    }

    /** What things are worth and are called. */
    public static <T> List<Option> of(
            Collection<T> things, Function<T, String> value, Function<T, String> text) {
        return things.stream()
                .map(thing -> new Option(value.apply(thing), text.apply(thing)))
                .toList();
    }

    /** The constants of an enumeration by their names; each has a message behind the prefix. */
    public <E extends Enum<E>> List<Option> constants(E[] constants, String prefix) {
        return constants(constants, Enum::name, prefix);
    }

    /** The constants of an enumeration by words of their own. */
    public <E extends Enum<E>> List<Option> constants(
            E[] constants, Function<E, String> value, String prefix) {
        return of(List.of(constants), value, one -> saying.say(prefix + one.name()));
    }

    /** Words that have a message each behind the prefix. */
    public List<Option> words(Collection<String> words, String prefix) {
        return of(words, Function.identity(), word -> saying.say(prefix + word));
    }

    /**
     * The choice of none of them first.
     *
     * @param none the key of its message
     */
    public List<Option> orNone(String none, List<Option> options) {
        var all = new ArrayList<Option>();
        all.add(new Option("", saying.say(none)));
        all.addAll(options);
        return all;
    }
}
