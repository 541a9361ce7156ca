package org.marronnier.scheduler.weather;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;
import org.marronnier.engine.weather.DayForecast;
import org.marronnier.scheduler.scenario.LiveScenario;
import org.marronnier.scheduler.scenario.LiveScenarios;
import org.marronnier.scheduler.trigger.Entering;
import org.marronnier.scheduler.trigger.Fired;
import org.marronnier.store.decision.ContactFacts;
import org.marronnier.store.weather.WeatherAreas;
import org.marronnier.store.weather.WeatherFirings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fires the scenarios that wait for the weather: an area whose forecast of today comes to meet what
 * one waits for has its contacts gone through, once a day, some at a time. Nothing fires where the
 * provider gave no answer.
 */
@Component
public class WeatherWorker {

    /** Contacts in one transaction. */
    private static final int CHUNK = 500;

    /** Forecasts are looked at again when an answer came, and this often besides. */
    private static final Duration LOOK = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(WeatherWorker.class);

    private final LiveScenarios scenarios;
    private final AskingForecasts asking;
    private final WeatherFirings firings;
    private final ContactFacts facts;
    private final Entering entering;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile @Nullable Instant looked;

    WeatherWorker(
            LiveScenarios scenarios,
            AskingForecasts asking,
            WeatherFirings firings,
            ContactFacts facts,
            Entering entering,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.scenarios = scenarios;
        this.asking = asking;
        this.firings = firings;
        this.facts = facts;
        this.entering = entering;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Asks about some areas, and goes through some contacts of those that meet a condition; gives
     * how much was done.
     */
    public int drainOnce() {
        var waiting =
                scenarios.all().stream()
                        .filter(LiveScenario::isLive)
                        .filter(one -> one.brief().trigger() instanceof Trigger.Weather)
                        .toList();
        if (waiting.isEmpty() || !asking.canAsk()) {
            return 0;
        }
        var answers = asking.askOnce();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var before = looked;
        if (answers > 0 || before == null || isOver(before, now)) {
            looked = now;
            var known = asking.today();
            waiting.forEach(scenario -> open(scenario, known, now));
        }
        return answers + waiting.stream().mapToInt(this::goOn).sum();
    }

    private static boolean isOver(Instant before, Instant now) {
        return Duration.between(before, now).abs().compareTo(LOOK) >= 0;
    }

    private void open(LiveScenario scenario, List<WeatherAreas.Known> known, Instant now) {
        if (!scenario.mayEnter(now)) {
            return;
        }
        var trigger = trigger(scenario);
        known.stream()
                .filter(one -> new DayForecast(one.forecast()).meets(trigger))
                .collect(
                        Collectors.groupingBy(
                                WeatherAreas.Known::day,
                                Collectors.mapping(WeatherAreas.Known::area, Collectors.toList())))
                .forEach((day, areas) -> open(scenario, day, areas, now));
    }

    private void open(LiveScenario scenario, LocalDate day, List<String> areas, Instant now) {
        var opened = firings.open(scenario.id(), day, areas, now);
        if (opened > 0) {
            LOG.info(
                    "The weather of {} fires scenario {} in {} areas.", day, scenario.id(), opened);
        }
    }

    /** Goes through the next contacts of an area; another time where they are in other hands. */
    private int goOn(LiveScenario scenario) {
        try {
            return fire(scenario, CHUNK, new ArrayList<>());
        } catch (PessimisticLockingFailureException e) {
            return 0;
        } catch (RuntimeException e) {
            LOG.warn(
                    "Contacts whom the weather fires scenario {} for are gone through one by one, since some failed with {}.",
                    scenario.id(),
                    e.getClass().getSimpleName());
            return oneByOne(scenario);
        }
    }

    /** So that one contact does not hold up all behind it. */
    private int oneByOne(LiveScenario scenario) {
        var gone = 0;
        while (gone < CHUNK && alone(scenario)) {
            gone++;
        }
        return gone;
    }

    /** False where nobody is left, or others are at it. */
    private boolean alone(LiveScenario scenario) {
        var chunk = new ArrayList<Long>();
        try {
            return fire(scenario, 1, chunk) > 0;
        } catch (PessimisticLockingFailureException e) {
            return false;
        } catch (RuntimeException e) {
            if (chunk.isEmpty()) {
                throw e;
            }
            LOG.warn(
                    "The weather cannot fire scenario {} for a contact: {}",
                    scenario.id(),
                    e.getClass().getSimpleName());
            transaction.executeWithoutResult(_ -> putAside(scenario, chunk, e));
            return true;
        }
    }

    /** Unless others went through the contact meanwhile. */
    private void putAside(LiveScenario scenario, List<Long> contact, RuntimeException why) {
        firings.claim(scenario.id())
                .filter(firing -> firings.contacts(firing, 1).equals(contact))
                .ifPresent(
                        firing -> {
                            entering.putAside(fired(scenario, contact.getFirst(), firing), why);
                            firings.moved(firing, contact.getFirst());
                        });
    }

    /**
     * @param gone to be told the contacts that are gone through, also where that fails
     */
    private int fire(LiveScenario scenario, int limit, List<Long> gone) {
        return Objects.requireNonNullElse(
                transaction.execute(_ -> fireSome(scenario, limit, gone)), 0);
    }

    private int fireSome(LiveScenario scenario, int limit, List<Long> gone) {
        var claimed = firings.claim(scenario.id());
        if (claimed.isEmpty()) {
            return 0;
        }
        var firing = claimed.get();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var chunk = isPast(firing, now) ? List.<Long>of() : firings.contacts(firing, limit);
        gone.addAll(chunk);
        if (chunk.isEmpty()) {
            firings.done(firing, now);
            return 1;
        }
        var held = facts.lock(chunk, false);
        var after = trigger(scenario).cooldown();
        var rested =
                new HashSet<>(
                        firings.firedSince(scenario.id(), chunk, before(firing.day(), after)));
        entering.enter(
                held.stream()
                        .filter(row -> !row.erased() && !rested.contains(row.id()))
                        .map(row -> fired(scenario, row.id(), firing))
                        .toList(),
                now);
        firings.moved(firing, chunk.getLast());
        return chunk.size();
    }

    private static Fired fired(LiveScenario scenario, long contact, WeatherFirings.Firing firing) {
        return new Fired(scenario, contact, firing.firedBy(), firing.firedAt(), null);
    }

    /** The weather of a day that is over everywhere fires nothing more. */
    private static boolean isPast(WeatherFirings.Firing firing, Instant now) {
        return Duration.between(firing.firedAt(), now).toHours() >= 24;
    }

    /** The last day on which a firing is long enough ago; a cooldown counts in whole days. */
    private static LocalDate before(LocalDate day, Span cooldown) {
        var earlier = cooldown.before(day.atStartOfDay()).toLocalDate();
        return earlier.isBefore(day) ? earlier : day.minusDays(1);
    }

    private static Trigger.Weather trigger(LiveScenario scenario) {
        if (scenario.brief().trigger() instanceof Trigger.Weather weather) {
            return weather;
        }
        throw new IllegalArgumentException("The scenario does not wait for the weather.");
    }
}
