import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The formatter of the build: {@code check} names the Java files that are not formatted and fails,
 * {@code apply} formats them. Files found good before are known by their hash and not read twice.
 */
final class Format {

    private static final Formatter FORMATTER =
            new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());

    private Format() {}

    public static void main(String[] arguments) throws IOException {
        boolean apply = arguments[0].equals("apply");
        Path root = Path.of(arguments[1]);
        Path known = Path.of(arguments[2]);
        Set<String> before = Files.exists(known) ? new HashSet<>(Files.readAllLines(known)) : Set.of();
        Set<String> good = ConcurrentHashMap.newKeySet();
        Set<String> bad = ConcurrentHashMap.newKeySet();
        sources(root).parallelStream()
                .forEach(
                        file -> {
                            String text = read(file);
                            String hash = hash(text);
                            if (before.contains(hash)) {
                                good.add(hash);
                                return;
                            }
                            String formatted = format(root.relativize(file), text);
                            if (formatted.equals(text)) {
                                good.add(hash);
                                return;
                            }
                            if (apply) {
                                write(file, formatted);
                                good.add(hash(formatted));
                            }
                            bad.add(root.relativize(file).toString());
                        });
        Files.createDirectories(known.getParent());
        Files.write(known, new TreeSet<>(good));
        report(apply, new TreeSet<>(bad));
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(Format::javaFiles)
                    .toList();
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String format(Path file, String text) {
        try {
            String imports = ImportOrderer.reorderImports(text, Style.GOOGLE);
            return FORMATTER.formatSource(RemoveUnusedImports.removeUnusedImports(imports));
        } catch (FormatterException e) {
            throw new IllegalStateException("The file " + file + " is not Java: " + e.getMessage(), e);
        }
    }

    private static void report(boolean apply, Set<String> bad) {
        bad.forEach(file -> System.out.println((apply ? "formatted " : "not formatted: ") + file));
        if (!apply && !bad.isEmpty()) {
            System.out.println("Format them with: ./mvnw -q -N validate -Pformat");
            System.exit(1);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
