package org.marronnier.web.page;

import java.util.Map;

/**
 * One way to ask for a page.
 *
 * @param mapping the handler that answers, as its method and pattern
 * @param form what is posted; empty for a GET
 */
record Ask(String name, String mapping, String path, Map<String, String> form, Kind kind) {

    enum Kind {
        /** A whole page of somebody who signed in. */
        PAGE,
        /** A whole page of nobody yet. */
        ALONE,
        /** What htmx swaps into a page. */
        PART,
        /** Anything that is no page of ours: a file, a feed, the text of a message, a redirect. */
        OTHER
    }

    Ask {
        form = Map.copyOf(form);
    }

    boolean isPost() {
        return mapping.startsWith("POST");
    }

    boolean isWhole() {
        return kind == Kind.PAGE || kind == Kind.ALONE;
    }
}
