package org.marronnier.store.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.domain.figure.Figure;
import org.marronnier.store.database.TestDatabase;

/** What rules did, by the reasons of decisions. */
class RuleEffectsTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final Instant FROM = Instant.parse("2026-05-30T22:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-06-29T22:00:00Z");

    @Test
    void countsEachMessageOnceForEachRuleThatRefusedItOrMadeItWait() {
        DATABASE.jdbc()
                .sql(
                        """
                        insert into run (plan, campaign, fired_for, decides_at, started_at, progressed_at, ended_at, state)
                        values ('effects', 'sale', '2026-06-29Z', '2026-06-29Z', '2026-06-29Z', '2026-06-29Z', '2026-06-29Z', 'done'),
                               ('others', 'sale', '2026-06-29Z', '2026-06-29Z', '2026-06-29Z', '2026-06-29Z', '2026-06-29Z', 'done')
                        """)
                .update();
        var both =
                """
                [{"gate": "PRESSURE", "counts": [{"rule": "week"}, {"rule": "month"}]}, {"gate": "QUIET", "periods": ["night"]}]
                """;
        var consent =
                """
                [{"gate": "NO_CONSENT", "consents": []}, {"gate": "PRESSURE", "counts": [{"rule": "week"}]}]
                """;
        decided("effects", 1, "SUPPRESS", "2026-06-29Z", both);
        decided("effects", 2, "SUPPRESS", "2026-06-29Z", consent);
        decided("effects", 3, "DEFER", "2026-06-29Z", both);
        earlier("effects", 4, "DEFER", "2026-06-29T10:00:00Z", both);
        earlier("effects", 4, "DEFER", "2026-06-29T11:00:00Z", both);
        decided("effects", 4, "SEND", "2026-06-29T12:00:00Z", "[]");
        decided("effects", 5, "SUPPRESS", "2026-05-30T21:59:59Z", both);
        decided("effects", 6, "SUPPRESS", "2026-06-29T22:00:00Z", both);
        decided("others", 1, "SUPPRESS", "2026-06-29Z", both);

        assertThat(RuleEffects.of(DATABASE.jdbc(), "effects", FROM, UNTIL))
                .isEqualTo(
                        Map.of(
                                "pressure:week", new Figure.Effect(1, 2),
                                "pressure:month", new Figure.Effect(0, 2),
                                "quiet:night", new Figure.Effect(0, 2)));
    }

    private static void decided(
            String plan, long contact, String outcome, String at, String reasons) {
        keep("decision", plan, contact, outcome, at, reasons);
    }

    private static void earlier(
            String plan, long contact, String outcome, String at, String reasons) {
        keep("earlier_decision", plan, contact, outcome, at, reasons);
    }

    private static void keep(
            String table, String plan, long contact, String outcome, String at, String reasons) {
        DATABASE.jdbc()
                .sql(
                        """
                        insert into %s (run_id, contact_id, at, outcome, line, reasons)
                        select id, :contact, cast(:at as timestamptz), :outcome, 'any', cast(:reasons as jsonb)
                        from run where plan = :plan
                        """
                                .formatted(table))
                .param("plan", plan)
                .param("contact", contact)
                .param("outcome", outcome)
                .param("at", at)
                .param("reasons", reasons)
                .update();
    }
}
