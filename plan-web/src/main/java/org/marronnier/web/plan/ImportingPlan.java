package org.marronnier.web.plan;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.marronnier.domain.campaign.CampaignsChanged;
import org.marronnier.domain.document.ApprovalGate;
import org.marronnier.domain.document.LegalFloor;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.document.Reading;
import org.marronnier.domain.scenario.ScenariosChanged;
import org.marronnier.web.editing.NotingImports;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Brings a plan document in: whole, or not at all. */
@Component
public class ImportingPlan {

    /** What became of an import. */
    public sealed interface Outcome {

        /** The plan stands as the document says. */
        record Imported(PlanDocument document, Plans.Kept kept) implements Outcome {}

        /** Nothing was changed, for these reasons. */
        record Refused(List<Mistake> mistakes) implements Outcome {
            public Refused {
                mistakes = List.copyOf(mistakes);
            }
        }
    }

    private final PlanText text;
    private final Plans plans;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final NotingImports noting;

    ImportingPlan(
            PlanText text,
            Plans plans,
            NotingImports noting,
            Clock clock,
            ApplicationEventPublisher events) {
        this.text = text;
        this.plans = plans;
        this.noting = noting;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Reads a text and keeps the plan, unless it loosens what is legal. Without the right to
     * approve, what it calls approved is submitted.
     */
    @Transactional
    public Outcome importText(byte[] bytes, TextFormat format, String who, boolean mayApprove) {
        return switch (text.read(bytes, format)) {
            case Reading.Refused refused -> new Outcome.Refused(refused.mistakes());
            case Reading.Accepted(var document) -> {
                plans.lock(document.plan().key());
                var before = plans.load(document.plan().key()).orElse(null);
                var loosened = LegalFloor.loosened(before, document);
                yield loosened.isEmpty()
                        ? importDocument(document, who, mayApprove)
                        : new Outcome.Refused(loosened);
            }
        };
    }

    /**
     * Keeps a document that was read or made. Whoever listens to {@link CampaignsChanged} is told
     * after the commit.
     */
    @Transactional
    public Outcome.Imported importDocument(PlanDocument document, String who, boolean mayApprove) {
        plans.lock(document.plan().key());
        var before = plans.load(document.plan().key());
        var allowed = mayApprove ? document : ApprovalGate.asSubmitted(before, document);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var kept = plans.store(allowed, who, now);
        if (kept.changes() > 0) {
            before.ifPresent(was -> noting.note(was, allowed, who, now));
            events.publishEvent(new CampaignsChanged(document.plan().key()));
            events.publishEvent(new ScenariosChanged(document.plan().key()));
        }
        return new Outcome.Imported(allowed, kept);
    }
}
