package org.marronnier.web.segment;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.AudienceCount;
import org.marronnier.domain.audience.AudienceSubject;
import org.marronnier.domain.computing.ComputingState;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Uses;
import org.marronnier.domain.segment.Segment;
import org.marronnier.scheduler.audience.CountingAudiences;
import org.marronnier.web.condition.ConditionSentences;
import org.marronnier.web.condition.Names;
import org.marronnier.web.condition.Sentence;
import org.marronnier.web.shell.Figures;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What pages tell of segments. */
@Component
final class SegmentPages {

    private final CountingAudiences counting;
    private final ConditionSentences sentences;
    private final Figures figures;
    private final MessageSource messages;

    SegmentPages(
            CountingAudiences counting,
            ConditionSentences sentences,
            Figures figures,
            MessageSource messages) {
        this.counting = counting;
        this.sentences = sentences;
        this.figures = figures;
        this.messages = messages;
    }

    /**
     * A segment in one line.
     *
     * @param contacts how many, as last counted; null where that is not known
     * @param counted when, or what it waits for
     * @param uses how many items name it
     */
    record Line(
            String key,
            String name,
            Sentence sentence,
            @Nullable Long contacts,
            String counted,
            boolean waiting,
            int uses) {}

    List<Line> lines(PlanDocument plan, Locale locale) {
        var uses = Uses.of(plan, "segment");
        return plan.segments().stream()
                .map(segment -> line(plan, segment, uses.of(segment.key()).size(), locale))
                .toList();
    }

    Line line(PlanDocument plan, Segment segment, int uses, Locale locale) {
        var count = counting.shown(plan, new AudienceSubject.Segment(segment.key()));
        var known = count.figures();
        return new Line(
                segment.key(),
                segment.name(),
                sentences.of(segment.when(), Names.of(plan), locale),
                known == null ? null : known.contacts(),
                counted(count, plan.plan().zone(), locale),
                count.state() == ComputingState.WAITING,
                uses);
    }

    private String counted(AudienceCount count, ZoneId zone, Locale locale) {
        var known = count.figures();
        if (count.state() == ComputingState.FAILED && known == null) {
            return messages.getMessage("segments.count.failed", null, locale);
        }
        return known == null
                ? messages.getMessage("segments.count.waiting", null, locale)
                : figures.dateTime(known.at(), zone);
    }
}
