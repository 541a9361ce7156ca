package org.marronnier.web.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.marronnier.domain.change.Preparation;
import org.marronnier.domain.change.Preparations;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.PlanDocument;
import org.springframework.stereotype.Component;

/**
 * Where campaigns that happen once will stand as soon as what is prepared for them is approved;
 * none for those that stay on their day.
 */
@Component
final class Ghosts {

    private final Preparations preparations;

    Ghosts(Preparations preparations) {
        this.preparations = preparations;
    }

    /**
     * @param to the day after the last
     */
    List<Days.Entry> of(
            List<PlanDocument> plans, LocalDate from, LocalDate to, CalendarFilter filter) {
        return plans.stream()
                .flatMap(plan -> ghosts(plan, filter))
                .filter(ghost -> ghost.day().isBefore(to) && ghost.end().isAfter(from))
                .toList();
    }

    private Stream<Days.Entry> ghosts(PlanDocument plan, CalendarFilter filter) {
        Map<String, Preparation> prepared =
                preparations.of(plan.plan().key()).stream()
                        .filter(one -> one.place().kind() == ItemKind.CAMPAIGN)
                        .collect(Collectors.toMap(one -> one.place().key(), Function.identity()));
        return prepared.isEmpty()
                ? Stream.of()
                : plan.campaigns().stream()
                        .filter(campaign -> filter.shows(plan.plan(), campaign))
                        .flatMap(
                                campaign ->
                                        Optional.ofNullable(prepared.get(campaign.brief().key()))
                                                .flatMap(one -> ghost(plan, campaign, one))
                                                .stream());
    }

    private static Optional<Days.Entry> ghost(
            PlanDocument plan, PlanDocument.Campaign campaign, Preparation prepared) {
        var now = campaign.brief().start();
        if (now == null
                || campaign.brief().recurrence() != null
                || prepared.tree().containsKey("recurrence")
                || !(prepared.tree().get("start") instanceof String start)) {
            return Optional.empty();
        }
        try {
            var then = LocalDateTime.parse(start);
            return then.toLocalDate().equals(now.toLocalDate())
                    ? Optional.empty()
                    : Optional.of(
                            new Days.Entry(
                                    plan.plan(),
                                    campaign,
                                    then,
                                    then,
                                    Days.length(campaign.brief()),
                                    false));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
