package org.marronnier.web.shell;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The one style sheet that pages ask for, and the icons that it knows. */
class StylesTest {

    private static final Path MAIN = Path.of("src/main");
    private static final Path CSS = MAIN.resolve("resources/static/css");
    private static final Pattern RULE =
            Pattern.compile("\\.ti-([a-z0-9-]+)::?before ?\\{ ?content: ?\"\\\\([0-9a-f]+)\"");
    private static final Pattern NAME =
            Pattern.compile("\\bti-([a-z0-9-]+)|[\"']([a-z][a-z0-9-]*)[\"']");

    @Test
    void holdsEverySheetOfOursThatNoPageAsksForItself() throws IOException {
        var all = read(Path.of("target/classes/static/css/all.css"));
        var pages = text(MAIN.resolve("resources/templates"), ".html");
        try (var sheets = Files.list(CSS)) {
            assertThat(sheets)
                    .isNotEmpty()
                    .allSatisfy(
                            sheet ->
                                    assertThat(
                                                    all.contains(read(sheet))
                                                            || pages.contains(
                                                                    "/css/" + sheet.getFileName()))
                                            .as(sheet + " is in all.css (pom.xml) or on a page")
                                            .isTrue());
        }
    }

    @Test
    void knowsEveryIconInUse() throws IOException {
        var known = points(read(CSS.resolve("icons.css")));
        var tabler = points(webjar());
        var sources = text(MAIN, ".html") + text(MAIN, ".js") + text(MAIN, ".java");

        assertThat(NAME.matcher(sources).results())
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .filteredOn(tabler::containsKey)
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        name ->
                                assertThat(known)
                                        .as("icons in icons.css, which icons.py makes")
                                        .containsEntry(name, tabler.get(name)));
    }

    private static Map<String, String> points(String css) {
        var points = new TreeMap<String, String>();
        RULE.matcher(css).results().forEach(rule -> points.put(rule.group(1), rule.group(2)));
        return points;
    }

    private static String webjar() throws IOException {
        var found =
                new PathMatchingResourcePatternResolver()
                        .getResources(
                                "classpath*:META-INF/resources/webjars/tabler__icons-webfont/*/dist/tabler-icons.min.css");
        assertThat(found).hasSize(1);
        return found[0].getContentAsString(StandardCharsets.UTF_8);
    }

    private static String text(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .map(StylesTest::read)
                    .collect(joining("\n"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
