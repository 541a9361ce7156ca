package org.marronnier.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test of a {@link BrowserTest} a page of its own, and keeps what a failed one saw. */
final class Browsing
        implements ExecutionCondition,
                ParameterResolver,
                AfterTestExecutionCallback,
                AfterEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(Browsing.class);

    private static final String NONE =
            "No browser: this machine has neither Chromium or Chrome nor Playwright's own. "
                    + "Install Chromium, or name one with -Dbrowser.path=...";

    private static final Set<String> OUR_HOSTS = Set.of("127.0.0.1", "localhost");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (chromium(context).isPresent()) {
            return ConditionEvaluationResult.enabled("a browser is here");
        }
        if (Boolean.getBoolean("browser.required")) {
            throw new IllegalStateException(NONE);
        }
        return ConditionEvaluationResult.disabled(NONE);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Page.class || type == BrowserContext.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Visit visit = visit(context);
        return parameter.getParameter().getType() == Page.class ? visit.page() : visit.context();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) throws IOException {
        Visit visit = context.getStore(NAMESPACE).get(Visit.class, Visit.class);
        if (visit != null && context.getExecutionException().isPresent()) {
            keep(visit, context);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Visit visit = context.getStore(NAMESPACE).remove(Visit.class, Visit.class);
        if (visit != null) {
            visit.context().close();
            assertThat(visit.outside()).as("requests to other hosts").isEmpty();
        }
    }

    /** One a thread: Playwright is not for several. */
    private static Optional<Chromium> chromium(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        Thread.currentThread(), _ -> new Started(Chromium.start()), Started.class)
                .chromium();
    }

    private static Visit visit(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .computeIfAbsent(Visit.class, key -> begin(context), Visit.class);
    }

    private static Visit begin(ExtensionContext context) {
        String locale =
                context.getRequiredTestClass().isAnnotationPresent(BrowserTest.class)
                        ? context.getRequiredTestClass().getAnnotation(BrowserTest.class).locale()
                        : "fr-FR";
        BrowserContext browser =
                chromium(context)
                        .orElseThrow()
                        .browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setLocale(locale)
                                        .setTimezoneId("Europe/Paris")
                                        .setViewportSize(1440, 900));
        browser.setDefaultTimeout(15_000);
        List<String> outside = new CopyOnWriteArrayList<>();
        browser.onRequest(
                request -> {
                    if (isOutside(request.url())) {
                        outside.add(request.url());
                    }
                });
        return new Visit(browser, browser.newPage(), outside);
    }

    private static boolean isOutside(String url) {
        return url.startsWith("http") && !OUR_HOSTS.contains(URI.create(url).getHost());
    }

    private static void keep(Visit visit, ExtensionContext context) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "browser"));
        String name =
                context.getRequiredTestClass().getSimpleName()
                        + "."
                        + context.getRequiredTestMethod().getName();
        try {
            Files.writeString(folder.resolve(name + ".html"), visit.page().content());
            visit.page()
                    .screenshot(
                            new Page.ScreenshotOptions()
                                    .setFullPage(true)
                                    .setPath(folder.resolve(name + ".png")));
        } catch (PlaywrightException e) {
            System.err.println("The page of " + name + " could not be kept: " + e.getMessage());
        }
    }

    /** The browser of a thread, closed with the last test. */
    private record Started(Optional<Chromium> chromium) implements AutoCloseable {

        @Override
        public void close() {
            chromium.ifPresent(Chromium::close);
        }
    }

    /** One test's look at the product. */
    private record Visit(BrowserContext context, Page page, List<String> outside) {}
}
