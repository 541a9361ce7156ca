package org.marronnier.engine.diagnostic;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.Intent;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.segment.Segment;
import org.marronnier.engine.diagnostic.Diagnostic.Concern;

/** Looks for what a plan lacks or has too much of. */
final class Findings {

    private final PlanDocument plan;
    private final Observed observed;
    private final Speaking speaking;
    private final long everybody;
    private final List<Concern> found = new ArrayList<>();

    Findings(PlanDocument plan, Observed observed, Speaking speaking) {
        this.plan = plan;
        this.observed = observed;
        this.speaking = speaking;
        this.everybody = observed.contacts().values().stream().mapToLong(Long::longValue).sum();
    }

    List<Concern> all(Coverage coverage, Shares shares, Map<String, Set<Channel>> channels) {
        silence(coverage);
        if (shares.total() > 0) {
            balance(shares);
        }
        channels(channels);
        programmes();
        opportunities();
        segments();
        return List.copyOf(found);
    }

    private void silence(Coverage coverage) {
        if (coverage.stages().isEmpty()) {
            add(new Finding.NoStages(), everybody);
        }
        for (var stage : coverage.stages()) {
            var contacts = observed.at(stage).orElse(0L);
            if (!coverage.hasProgramme(stage)) {
                if (observed.isInhabited(stage)) {
                    add(new Finding.SilentStage(stage), contacts);
                }
                continue;
            }
            var silent =
                    coverage.rows().stream()
                            .filter(
                                    row ->
                                            row.cells().stream()
                                                    .anyMatch(
                                                            cell ->
                                                                    cell.stage().equals(stage)
                                                                            && cell.voice()
                                                                                    == Coverage
                                                                                            .Voice
                                                                                            .SILENT))
                            .flatMap(
                                    row ->
                                            row.touchpoint() instanceof String touchpoint
                                                    ? List.of(touchpoint).stream()
                                                    : List.<String>of().stream())
                            .toList();
            if (!silent.isEmpty()) {
                add(new Finding.SilentMoments(stage, silent), contacts);
            }
        }
    }

    private void balance(Shares shares) {
        if (shares.automated() < Diagnostic.AUTOMATED_FROM
                || shares.automated() > Diagnostic.AUTOMATED_TO) {
            add(new Finding.Automation(shares.automated()), everybody);
        }
        if (shares.newsletter() > Diagnostic.NEWSLETTER_TO) {
            add(new Finding.Newsletter(shares.newsletter()), everybody);
        }
        for (var type : MessageType.values()) {
            var share = shares.types().getOrDefault(type, 0.0);
            if (share > Diagnostic.ONE_KIND_TO) {
                add(new Finding.OneType(type, share), everybody);
            } else if (share == 0) {
                add(new Finding.NoType(type), everybody);
            }
        }
        var missing = EnumSet.noneOf(Intent.class);
        for (var intent : Intent.values()) {
            var share = shares.intents().getOrDefault(intent, 0.0);
            if (share > Diagnostic.ONE_KIND_TO) {
                add(new Finding.OneIntent(intent, share), everybody);
            } else if (share == 0) {
                missing.add(intent);
            }
        }
        if (!missing.isEmpty()) {
            add(new Finding.NoIntents(missing), everybody);
        }
    }

    private void channels(Map<String, Set<Channel>> channels) {
        var used = EnumSet.noneOf(Channel.class);
        channels.values().forEach(used::addAll);
        if (used.size() == 1) {
            add(new Finding.OneChannel(used.iterator().next()), everybody);
            return;
        }
        channels.forEach(
                (stage, spoken) -> {
                    if (spoken.size() == 1) {
                        add(
                                new Finding.OneChannelAtStage(stage, spoken.iterator().next()),
                                observed.at(stage).orElse(0L));
                    }
                });
    }

    private void programmes() {
        for (var programme : plan.programmes()) {
            if (programme.status() == Status.ENDED) {
                continue;
            }
            var key = programme.brief().key();
            var contacts = speaking.contactsOf(programme);
            if (programme.brief().objective() == null) {
                add(new Finding.ProgrammeWithoutObjective(key), contacts);
            }
            if (programme.scenarios().isEmpty()) {
                add(new Finding.ProgrammeWithoutScenario(key), contacts);
            }
            for (var scenario : programme.scenarios()) {
                if (scenario.status() == Status.ENDED) {
                    continue;
                }
                var brief = scenario.brief();
                if (brief.exit() == null && Lasting.isLasting(brief)) {
                    add(new Finding.ScenarioWithoutExit(key, brief.key()), contacts);
                }
                if (brief.purpose() == null && brief.type() != MessageType.TRANSACTIONAL) {
                    add(new Finding.ScenarioWithoutPurpose(key, brief.key()), contacts);
                }
            }
        }
    }

    private void opportunities() {
        var known =
                plan.programmes().stream()
                        .filter(programme -> programme.status() != Status.ENDED)
                        .map(programme -> programme.brief().key())
                        .collect(Collectors.toSet());
        for (var journey : plan.journeys()) {
            for (var step : journey.steps()) {
                if (step.opportunity() != null
                        && step.programmes().stream().noneMatch(known::contains)) {
                    var stage = step.stage();
                    add(
                            new Finding.Opportunity(journey.key(), step.key()),
                            stage == null ? 0 : observed.at(stage).orElse(0L));
                }
            }
        }
    }

    private void segments() {
        var segments = plan.segments();
        for (var i = 0; i < segments.size(); i++) {
            for (var j = i + 1; j < segments.size(); j++) {
                if (segments.get(i).when().equals(segments.get(j).when())) {
                    add(
                            new Finding.SameSegments(segments.get(i).key(), segments.get(j).key()),
                            size(segments.get(i)));
                }
            }
        }
        var overlaps = observed.overlaps();
        if (overlaps == null) {
            return;
        }
        for (var segment : segments) {
            if (overlaps.contacts().getOrDefault(segment.key(), 1L) == 0) {
                add(new Finding.EmptySegment(segment.key()), 0);
            }
        }
        var byKey = segments.stream().collect(Collectors.toMap(Segment::key, one -> one));
        for (var shared : overlaps.shared()) {
            var first = byKey.get(shared.first());
            var second = byKey.get(shared.second());
            if (first != null && second != null) {
                overlap(first, second, shared.contacts());
            }
        }
    }

    private void overlap(Segment first, Segment second, long shared) {
        var smaller = size(first) <= size(second) ? first : second;
        var larger = smaller.equals(first) ? second : first;
        if (size(smaller) == 0
                || first.when().equals(second.when())
                || leansOn(first, second, new HashSet<>())
                || leansOn(second, first, new HashSet<>())) {
            return;
        }
        var share = shared / (double) size(smaller);
        if (share > Diagnostic.SHARED_TO) {
            add(new Finding.OverlappingSegments(smaller.key(), larger.key(), share), shared);
        }
    }

    /** Whether a segment is made of another, so that they overlap on purpose. */
    private boolean leansOn(Segment segment, Segment other, Set<String> seen) {
        if (!seen.add(segment.key())) {
            return false;
        }
        return segment.when()
                .walk()
                .anyMatch(
                        part ->
                                part instanceof Condition.InSegment(var key)
                                        && (key.equals(other.key())
                                                || plan.segments().stream()
                                                        .anyMatch(
                                                                one ->
                                                                        one.key().equals(key)
                                                                                && leansOn(
                                                                                        one, other,
                                                                                        seen))));
    }

    private long size(Segment segment) {
        return observed.overlaps() == null
                ? 0
                : observed.overlaps().contacts().getOrDefault(segment.key(), 0L);
    }

    private void add(Finding finding, long contacts) {
        found.add(new Concern(finding, contacts));
    }
}
