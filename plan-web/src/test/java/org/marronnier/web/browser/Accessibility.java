package org.marronnier.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;

/** What axe-core says of a page. */
public final class Accessibility {

    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    /** The text of a message is the brand's own, and runs no script, not even axe's. */
    private static final String MESSAGE_FRAME = "iframe[sandbox]";

    /** WCAG 2.2, levels A and AA. */
    private static final List<String> WCAG =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private Accessibility() {}

    /** Fails where the page has a serious or critical violation, naming each and its elements. */
    public static void assertNoSeriousViolation(Page page) {
        assertThat(seriousViolations(page))
                .as("serious accessibility violations of %s", page.url())
                .isEmpty();
    }

    /** Every violation of WCAG 2.2 A and AA, of whatever impact. */
    public static List<String> violations(Page page) {
        return axe(page).withTags(WCAG).analyze().getViolations().stream()
                .map(Accessibility::told)
                .toList();
    }

    static List<String> seriousViolations(Page page) {
        return axe(page).analyze().getViolations().stream()
                .filter(rule -> SERIOUS.contains(rule.getImpact()))
                .map(Accessibility::told)
                .toList();
    }

    /**
     * Tells violations alone, and of what passes nothing: pages have thousands of such elements.
     */
    private static AxeBuilder axe(Page page) {
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page).options(options).setLegacyMode(true).exclude(MESSAGE_FRAME);
    }

    private static String told(Rule rule) {
        List<String> elements = rule.getNodes().stream().map(node -> node.getHtml()).toList();
        return rule.getId() + ": " + rule.getHelp() + " " + elements;
    }
}
