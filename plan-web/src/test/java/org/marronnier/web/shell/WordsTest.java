package org.marronnier.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.simple.AbstractSimpleMarkupHandler;
import org.attoparser.simple.SimpleMarkupParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every visible string is in both languages, and no other. */
class WordsTest {

    private static final Path MAIN = Path.of("src", "main");

    private static final Pattern LETTER = Pattern.compile("\\p{L}{2,}");

    private static final Pattern QUOTED =
            Pattern.compile("['\"{]([a-z][\\w-]*(?:\\.[\\w-]+)*\\.?)['\"}(]");

    private static final Pattern COMMENT = Pattern.compile("(?s)<!--/\\*.*?\\*/-->");

    /** What a person reads or hears, besides the text itself. */
    private static final Set<String> SPOKEN =
            Set.of("title", "alt", "placeholder", "aria-label", "aria-description", "label");

    /** Names that are the same in every language. */
    private static final Set<String> NAMES = Set.of("Marronnier");

    /** Elements whose text is a key of the keyboard or a program. */
    private static final Set<String> SILENT = Set.of("kbd", "script", "style", "code");

    @Test
    void hasTheSameKeysInBothLanguages() {
        assertThat(words("fr").keySet()).isEqualTo(words("en").keySet());
    }

    @Test
    void hasWordsForEveryKey() {
        assertThat(words("fr")).allSatisfy((key, text) -> assertThat(text).isNotBlank());
        assertThat(words("en")).allSatisfy((key, text) -> assertThat(text).isNotBlank());
    }

    @Test
    void writesEveryKeyOnce() throws IOException {
        for (String language : List.of("fr", "en")) {
            List<String> keys =
                    Files.readAllLines(
                                    MAIN.resolve("resources/messages_" + language + ".properties"))
                            .stream()
                            .filter(line -> !line.startsWith("#") && line.contains("="))
                            .map(line -> line.substring(0, line.indexOf('=')))
                            .toList();
            assertThat(keys).doesNotHaveDuplicates();
        }
    }

    @Test
    void writesTheSignsOfEachLanguage() {
        assertThat(words("fr").values())
                .noneMatch(text -> text.contains("'"))
                .noneMatch(text -> text.matches("(?s).*[ \u202f][:;!?%€»].*"))
                .noneMatch(text -> text.contains("« "));
        assertThat(words("en").values()).noneMatch(text -> text.contains("'"));
    }

    @Test
    void usesEveryKey() {
        Set<String> used = quoted();
        Set<String> prefixes =
                used.stream().filter(text -> text.endsWith(".")).collect(Collectors.toSet());

        assertThat(words("fr").keySet())
                .allSatisfy(
                        key ->
                                assertThat(
                                                used.contains(key)
                                                        || key.equals("typeMismatch")
                                                        || prefixes.stream()
                                                                .anyMatch(key::startsWith))
                                        .as("%s is used", key)
                                        .isTrue());
    }

    @Test
    void knowsEveryKeyOfATemplate() {
        Pattern asked = Pattern.compile("#\\{([a-z][\\w.-]*)[}(]|messages\\.msg\\('([\\w.-]+)'");

        Set<String> missing =
                files("resources/templates", ".html").stream()
                        .flatMap(file -> asked.matcher(read(file)).results())
                        .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                        .filter(key -> !words("fr").containsKey(key))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(missing).isEmpty();
    }

    @Test
    void writesNoWordInATemplate() throws ParseException {
        List<String> written = new ArrayList<>();
        for (Path file : files("resources/templates", ".html")) {
            written.addAll(visible(file.getFileName().toString(), read(file)));
        }

        assertThat(written).isEmpty();
    }

    @Test
    void findsWordsThatAreWritten() throws ParseException {
        assertThat(visible("x", "<p>Bonjour</p>")).containsExactly("x: Bonjour");
        assertThat(visible("x", "<p>[[#{a.b}]] 12 <kbd>Ctrl</kbd></p>")).isEmpty();
        assertThat(visible("x", "<input placeholder=\"Votre nom\">"))
                .containsExactly("x: Votre nom");
        assertThat(visible("x", "<input th:placeholder=\"#{a}\" value=\"abc\">")).isEmpty();
        assertThat(visible("x", "<p th:text=\"${ok} ? 'Oui' : 'Non'\"></p>"))
                .containsExactly("x: Oui", "x: Non");
    }

    @Test
    void writesNoStyleAndNoScriptInATemplate() {
        Pattern forbidden =
                Pattern.compile(
                        "\\sstyle=|th:style|<style|<script(?![^>]*src)|\\son[a-z]+=|javascript:");

        assertThat(files("resources/templates", ".html"))
                .allSatisfy(file -> assertThat(read(file)).doesNotContainPattern(forbidden));
    }

    @Test
    void loadsNothingFromElsewhere() {
        Stream<Path> all =
                Stream.of(
                                files("resources/templates", ".html"),
                                files("resources/static", ".css"),
                                files("resources/static", ".js"))
                        .flatMap(List::stream);

        assertThat(all)
                .allSatisfy(
                        file ->
                                assertThat(
                                                read(file)
                                                        .replaceAll(
                                                                "http://www\\.(thymeleaf|w3)\\.org[/\\w]*",
                                                                ""))
                                        .doesNotContainPattern("https?://"));
    }

    private static List<String> visible(String name, String html) throws ParseException {
        List<String> found = new ArrayList<>();
        new SimpleMarkupParser(ParseConfiguration.htmlConfiguration())
                .parse(html, new Reading(name, found));
        return found;
    }

    /** Collects what a person would read in the source of a template. */
    private static final class Reading extends AbstractSimpleMarkupHandler {

        private static final Pattern LITERAL = Pattern.compile("'([^']*)'");

        /** Keys, roles and values that an expression compares with. */
        private static final Pattern NOT_SPOKEN =
                Pattern.compile("#\\{[^}]*}|(?:msg|may)\\([^)]*\\)|[=!]= *'[^']*'|'[^']*' *[=!]=");

        private final String name;
        private final List<String> found;
        private int silent;

        Reading(String name, List<String> found) {
            this.name = name;
            this.found = found;
        }

        @Override
        public void handleOpenElement(
                String element, @Nullable Map<String, String> attributes, int line, int column) {
            if (SILENT.contains(element)) {
                silent++;
            }
            attributes(attributes);
        }

        @Override
        public void handleStandaloneElement(
                String element,
                @Nullable Map<String, String> attributes,
                boolean minimized,
                int line,
                int column) {
            attributes(attributes);
        }

        @Override
        public void handleCloseElement(String element, int line, int column) {
            if (SILENT.contains(element)) {
                silent--;
            }
        }

        @Override
        public void handleText(char[] buffer, int offset, int length, int line, int column) {
            if (silent == 0) {
                note(new String(buffer, offset, length).replaceAll("\\[\\[.*?]]", ""));
            }
        }

        private void attributes(@Nullable Map<String, String> attributes) {
            if (attributes == null) {
                return;
            }
            attributes.forEach(
                    (attribute, value) -> {
                        if (SPOKEN.contains(attribute)) {
                            note(value);
                        }
                        if (isSpoken(attribute)) {
                            LITERAL.matcher(NOT_SPOKEN.matcher(value).replaceAll(""))
                                    .results()
                                    .map(match -> match.group(1))
                                    .forEach(this::note);
                        }
                    });
        }

        private static boolean isSpoken(String attribute) {
            return attribute.equals("th:text")
                    || (attribute.startsWith("th:") && SPOKEN.contains(attribute.substring(3)));
        }

        private void note(String text) {
            String stripped = text.strip();
            if (LETTER.matcher(stripped).find()
                    && !NAMES.contains(stripped.replaceAll("[^\\p{L}]", ""))) {
                found.add(name + ": " + stripped);
            }
        }
    }

    private static Set<String> quoted() {
        return Stream.of(files("resources/templates", ".html"), files("java", ".java"))
                .flatMap(List::stream)
                .flatMap(file -> QUOTED.matcher(read(file)).results())
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static Map<String, String> words(String language) {
        Properties properties = new Properties();
        try (InputStream file =
                Files.newInputStream(
                        MAIN.resolve("resources/messages_" + language + ".properties"))) {
            properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> words = new TreeMap<>();
        properties.forEach((key, text) -> words.put((String) key, (String) text));
        return words;
    }

    private static List<Path> files(String folder, String ending) {
        try (Stream<Path> all = Files.walk(MAIN.resolve(folder))) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return COMMENT.matcher(Files.readString(file)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
