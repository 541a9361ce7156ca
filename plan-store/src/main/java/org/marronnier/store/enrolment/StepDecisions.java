package org.marronnier.store.enrolment;

import static org.marronnier.store.enrolment.Enrolments.texts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What was decided of the messages of steps; one that was deferred is decided again. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class StepDecisions {

    /**
     * A decision over a step of an enrolment.
     *
     * @param line of the funnel
     * @param reasons as JSON
     */
    public record Entry(
            long enrolment,
            String step,
            Instant at,
            long scenario,
            long contact,
            Instant due,
            String outcome,
            String line,
            @Nullable String channel,
            @Nullable Instant until,
            String reasons) {}

    private final JdbcClient jdbc;

    public StepDecisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Decided twice at the same instant, the later decision holds. */
    public void add(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                insert into step_decision (enrolment_id, step, at, scenario_id, contact_id, due, outcome, line, channel,
                                           until, reasons)
                select enrolment, step, at, scenario, contact, due, outcome, line, channel, until, cast(reasons as jsonb)
                from unnest(cast(:enrolments as bigint[]), cast(:steps as text[]), cast(:ats as timestamptz[]),
                            cast(:scenarios as bigint[]), cast(:contacts as bigint[]), cast(:dues as timestamptz[]),
                            cast(:outcomes as text[]), cast(:lines as text[]), cast(:channels as text[]),
                            cast(:untils as timestamptz[]), cast(:reasons as text[]))
                         as entry (enrolment, step, at, scenario, contact, due, outcome, line, channel, until, reasons)
                on conflict (enrolment_id, step, at) do update
                    set outcome = excluded.outcome, line = excluded.line, channel = excluded.channel,
                        until = excluded.until, reasons = excluded.reasons
                """)
                .param("enrolments", entries.stream().map(Entry::enrolment).toArray(Long[]::new))
                .param("steps", texts(entries, Entry::step))
                .param("ats", texts(entries, Entry::at))
                .param("scenarios", entries.stream().map(Entry::scenario).toArray(Long[]::new))
                .param("contacts", entries.stream().map(Entry::contact).toArray(Long[]::new))
                .param("dues", texts(entries, Entry::due))
                .param("outcomes", texts(entries, Entry::outcome))
                .param("lines", texts(entries, Entry::line))
                .param("channels", texts(entries, Entry::channel))
                .param("untils", texts(entries, Entry::until))
                .param("reasons", texts(entries, Entry::reasons))
                .update();
    }
}
