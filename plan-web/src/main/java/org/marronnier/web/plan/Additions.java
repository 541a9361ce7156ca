package org.marronnier.web.plan;

import java.util.List;
import org.marronnier.web.shell.Shell;
import org.springframework.stereotype.Component;

/** What can be added to the plan; what has no page of its own yet is not offered. */
@Component("additions")
public final class Additions {

    private static final List<Addition> ALL =
            List.of(
                    new Addition("objective", "target", "/objectives/new"),
                    new Addition("programme", "route", "/programmes/new"),
                    new Addition("campaign", "send", "/campaigns/new"),
                    new Addition("event", "calendar-star", "/events/new"),
                    new Addition("segment", "users", "/segments/new"),
                    new Addition("journey", "map-route", "/journeys/new"),
                    new Addition("template", "template", "/templates/new"));

    private final Shell shell;

    Additions(Shell shell) {
        this.shell = shell;
    }

    /** A kind of thing, and where a new one is made. */
    public record Addition(String word, String icon, String path) {}

    public List<Addition> all() {
        return ALL.stream().filter(one -> shell.leads(one.path())).toList();
    }
}
