package org.marronnier.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

@BrowserTest
class AccessibilityTest {

    @Test
    void namesAFieldWithoutALabel(Page page) {
        page.setContent("<html lang='fr'><title>t</title><main><h1>h</h1><input name='a'></main>");

        assertThat(Accessibility.seriousViolations(page))
                .singleElement()
                .asString()
                .startsWith("label:")
                .contains("<input name=\"a\">");
    }

    @Test
    void findsNothingInAGoodPage(Page page) {
        page.setContent(
                "<html lang='fr'><title>t</title><main><h1>h</h1><label>a <input name='a'></label></main>");

        Accessibility.assertNoSeriousViolation(page);
    }
}
