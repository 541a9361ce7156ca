package org.marronnier.scheduler.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.marronnier.domain.computing.ComputingState;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.Part;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.time.SteppedClock;
import org.marronnier.scheduler.Contacts;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.store.database.TestDatabase;

/** Questions what a rule would have held back, over a memory that tests write. */
abstract class ImpactTest {

    static final Map<String, Object> PROMOTIONAL = Map.of("types", List.of("PROMOTIONAL"));

    final TestDatabase database = TestDatabase.migrated();
    final SteppedClock clock = new SteppedClock(Instant.parse("2026-06-30T08:00:00Z"));
    final PlansInHand plans =
            new PlansInHand()
                    .campaign("sale")
                    .segment("lyon", Part.CONDITION.read(Map.of("field", "city", "eq", "Lyon")));
    final Contacts contacts = new Contacts(database.jdbc());
    House house;
    ComputingImpacts impacts;

    @BeforeEach
    void open() {
        house =
                new House(
                        database.dataSource(),
                        plans,
                        clock,
                        Map.of("marronnier.workers", "false"),
                        context ->
                                context.scan(
                                        "org.marronnier.scheduler.impact",
                                        "org.marronnier.store.impact"));
        impacts = house.get(ComputingImpacts.class);
        contacts.one("A", "city = 'Lyon', household = 'H'")
                .one("B", "household = 'H'")
                .one("C", "");
    }

    @AfterEach
    void close() {
        house.close();
        database.close();
    }

    Impact impact(Map<String, Object> before, Map<String, Object> after) {
        var id = impacts.ask(plan(), null, ItemKind.PRESSURE_RULE, before, after);
        impacts.drainOnce();
        return answer(id);
    }

    static Impact.Day day(String day, long sent, long before, long after) {
        return new Impact.Day(LocalDate.parse(day), sent, before, after);
    }

    Impact answer(long id) {
        var standing = impacts.find(id).orElseThrow();
        assertThat(standing.state()).isEqualTo(ComputingState.DONE);
        return Impact.of(standing.figures());
    }

    PlanDocument plan() {
        return plans.load(PlansInHand.PLAN).orElseThrow();
    }

    static Map<String, Object> cap(int max, String window, String unit) {
        return Map.of(
                "key",
                "promo",
                "name",
                "Promo",
                "restricts",
                PROMOTIONAL,
                "max",
                max,
                "window",
                Map.of("rolling", window),
                "unit",
                unit);
    }

    void sent(String externalId, String at, String source) {
        database.jdbc()
                .sql(
                        """
                        insert into message (contact_id, plan, source, channel, type, status, at)
                        select id, 'maison', :source, 'EMAIL', 'PROMOTIONAL', 'SENT', cast(:at as timestamptz)
                        from contact where external_id = :contact
                        """)
                .param("source", source)
                .param("at", at)
                .param("contact", externalId)
                .update();
    }
}
