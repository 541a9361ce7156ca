package org.marronnier.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Pattern;

/** The five-minute tour as the README tells it: steps, and the words of the pages they quote. */
final class Tour {

    private static final Pattern STEP =
            Pattern.compile(
                    "^\\d+\\. \\*\\*(?<title>[^*]+)\\.\\*\\*(?<text>.*?)(?=^\\d+\\. |\\z)",
                    Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern QUOTE =
            Pattern.compile("\\*(?<french>[^*]+)\\*(?:(?: \\(|, )\\*(?<english>[^*]+)\\*)?");

    /** A label that the README quotes; the English one is blank for words of the demonstration. */
    record Quote(String french, String english) {}

    /** One step, whose quotes are taken one after the other. */
    static final class Step {

        private final String title;
        private final String text;
        private final Queue<Quote> quotes;

        private Step(String title, String text) {
            this.title = title;
            this.text = text;
            quotes =
                    new ArrayDeque<>(
                            QUOTE.matcher(text)
                                    .results()
                                    .map(
                                            found ->
                                                    new Quote(
                                                            found.group("french"),
                                                            found.group("english") == null
                                                                    ? ""
                                                                    : found.group("english")))
                                    .toList());
        }

        /** The next label that the step quotes, in French. */
        String next() {
            assertThat(quotes).as("quotes left in the step (%s)", title).isNotEmpty();
            return quotes.remove().french();
        }

        /** A code that the step quotes between backticks. */
        String code(int number) {
            var codes =
                    Pattern.compile("`([^`]+)`")
                            .matcher(text)
                            .results()
                            .map(found -> found.group(1))
                            .toList();
            return codes.get(number);
        }

        void isOver() {
            assertThat(quotes)
                    .as("labels of the step (%s) that nobody looked for", title)
                    .isEmpty();
        }
    }

    private final List<Step> steps = new ArrayList<>();
    private final List<Quote> quotes = new ArrayList<>();

    private Tour() {}

    static Tour ofReadme() throws IOException {
        var readme = Files.readString(Path.of("..", "README.md"));
        var section =
                readme.substring(readme.indexOf("## Five minutes"), readme.indexOf("## Settings"));
        var tour = new Tour();
        var steps = STEP.matcher(section);
        while (steps.find()) {
            var step = new Step(steps.group("title"), steps.group("text").replaceAll("\\s+", " "));
            tour.steps.add(step);
            tour.quotes.addAll(step.quotes);
        }
        return tour;
    }

    /** The titles of the steps, in order. */
    List<String> titles() {
        return steps.stream().map(step -> step.title).toList();
    }

    Step step(String title) {
        return steps.stream().filter(step -> step.title.equals(title)).findFirst().orElseThrow();
    }

    /** Holds each pair of labels against the words of the pages. */
    void agreesWith(Map<String, String> french, Map<String, String> english) {
        assertThat(quotes)
                .filteredOn(quote -> !quote.english().isEmpty())
                .hasSizeGreaterThan(10)
                .allSatisfy(
                        quote ->
                                assertThat(french.keySet())
                                        .anyMatch(
                                                key ->
                                                        quote.french()
                                                                        .equals(
                                                                                plain(
                                                                                        french.get(
                                                                                                key)))
                                                                && quote.english()
                                                                        .equals(
                                                                                plain(
                                                                                        english.get(
                                                                                                key)))));
    }

    /** A text with plain spaces, as the README is typed. */
    static String plain(String text) {
        return String.join(" ", Arrays.asList(text.split("[\\s\\u00a0\\u202f]+"))).strip();
    }
}
