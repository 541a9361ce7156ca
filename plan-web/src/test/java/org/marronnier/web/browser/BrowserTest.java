package org.marronnier.web.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class whose methods may ask for a {@code Page} (or a {@code BrowserContext}) of a headless
 * Chromium: one browser a thread, one context with its own cookies a test. A failed test leaves a
 * picture and the HTML of the page under {@code target/browser}; a page that loads anything from
 * another host than 127.0.0.1 fails its test.
 *
 * <p>With no browser to be had the tests are skipped, with the reason; {@code
 * -Dbrowser.required=true} makes that a failure, and {@code -Dbrowser.path=...} names one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Browsing.class)
public @interface BrowserTest {

    /** The browser's language, which a page without a choice of its own follows. */
    String locale() default "fr-FR";
}
