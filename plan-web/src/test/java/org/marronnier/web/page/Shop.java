package org.marronnier.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import org.marronnier.web.demonstration.DemonstrationText;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The demonstration's plan, and a shop of a given number of contacts behind it, whose rows {@code
 * large-shop.sql} makes.
 */
record Shop(String plan, long contacts, long mail, long brokenImport, long lastImport) {

    /** A campaign that was fired every week; its run 1 wrote to two contacts in five. */
    static final String CAMPAIGN = "lettre-du-jardin";

    /** A segment that campaigns are for. */
    static final String SEGMENT = "meilleurs-clients";

    /** A template that scenarios send. */
    static final String TEMPLATE = "bienvenue-lettre";

    private static final String INDEXES =
            """
            select indexname, indexdef from pg_indexes
            where tablename in ('contact', 'event', 'decision', 'message', 'inbox_mail')
              and indexname not in (select conname from pg_constraint)
            """;

    private record Index(String name, String definition) {}

    static Shop open(JdbcTemplate jdbc, ImportingPlan importing, long contacts) {
        if (jdbc.queryForObject("select count(*) from run", Long.class) == 0) {
            fill(jdbc, plan(importing), contacts);
        }
        return new Shop(
                jdbc.queryForObject(
                        "select key from plan where brand = 'Maison Tilleul'", String.class),
                contacts,
                jdbc.queryForObject("select max(message_id) from inbox_mail", Long.class),
                jdbc.queryForObject(
                        "select max(id) from import where state = 'FAILED'", Long.class),
                jdbc.queryForObject("select max(id) from import", Long.class));
    }

    String contact(long number) {
        return "C%07d".formatted(number);
    }

    private static String plan(ImportingPlan importing) {
        var text = DemonstrationText.on(LocalDate.now(ZoneId.of("Europe/Paris")));
        var outcome = importing.importText(text, TextFormat.YAML, "claire", true);
        assertThat(outcome).isInstanceOf(ImportingPlan.Outcome.Imported.class);
        return ((ImportingPlan.Outcome.Imported) outcome).document().plan().key();
    }

    /** Indexes are made once the rows are there: a minute instead of ten. */
    private static void fill(JdbcTemplate jdbc, String plan, long contacts) {
        var indexes =
                jdbc.query(INDEXES, (row, _) -> new Index(row.getString(1), row.getString(2)));
        indexes.forEach(index -> jdbc.execute("drop index " + index.name()));
        for (var statement : script().split(";\n", -1)) {
            jdbc.execute(
                    statement
                            .replace("${contacts}", String.valueOf(contacts))
                            .replace("${plan}", plan)
                            .replace("${campaign}", CAMPAIGN));
        }
        indexes.forEach(index -> jdbc.execute(index.definition()));
        jdbc.execute("vacuum analyze");
    }

    private static String script() {
        try (var in = Shop.class.getResourceAsStream("/large-shop.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
