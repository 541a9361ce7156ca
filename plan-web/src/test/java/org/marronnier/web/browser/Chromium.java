package org.marronnier.web.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A headless Chromium of this machine, or Playwright's own; nothing is downloaded. */
final class Chromium implements AutoCloseable {

    private static final List<String> PLACES =
            List.of(
                    "/usr/bin/chromium",
                    "/usr/bin/chromium-browser",
                    "/usr/bin/google-chrome",
                    "/Applications/Chromium.app/Contents/MacOS/Chromium",
                    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe");

    private static final List<String> ARGUMENTS =
            List.of(
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** A running browser, or empty where this machine has none. */
    static Optional<Chromium> start() {
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Optional<Path> place = place(playwright);
        if (place.isEmpty()) {
            playwright.close();
            return Optional.empty();
        }
        Browser browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(place.get())
                                        .setArgs(ARGUMENTS));
        return Optional.of(new Chromium(playwright, browser));
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Optional<Path> place(Playwright playwright) {
        String named = System.getProperty("browser.path", "");
        Stream<String> places =
                named.isBlank()
                        ? Stream.concat(
                                PLACES.stream(), Stream.of(playwright.chromium().executablePath()))
                        : Stream.of(named);
        return places.filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
