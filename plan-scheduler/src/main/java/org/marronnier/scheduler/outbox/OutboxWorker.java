package org.marronnier.scheduler.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.run.RunReason;
import org.marronnier.scheduler.delivery.Gateway;
import org.marronnier.scheduler.delivery.Gateways;
import org.marronnier.scheduler.delivery.Handed;
import org.marronnier.scheduler.delivery.Letter;
import org.marronnier.scheduler.node.Node;
import org.marronnier.scheduler.outbox.WritingLetters.Written;
import org.marronnier.store.outbox.Outbox;
import org.marronnier.store.run.Runs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands what waits in the outbox to the gateways, in small batches: marked as handed first, handed
 * over outside any transaction, and then the outcomes recorded. A run of which the channel takes
 * nothing, again and again, waits longer each time, and at last pauses itself.
 */
@Component
public class OutboxWorker {

    /** Batches of a run in a row of which the channel took nothing. */
    static final int PATIENCE = 8;

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);

    private final Outbox outbox;
    private final Runs runs;
    private final Gateways gateways;
    private final WritingLetters writing;
    private final KeepingQuiet quiet;
    private final Node node;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** What became of entries that are in hand, until the database knows. */
    private final Queue<List<Outbox.Outcome>> unrecorded = new ConcurrentLinkedQueue<>();

    OutboxWorker(
            Outbox outbox,
            Runs runs,
            Gateways gateways,
            WritingLetters writing,
            KeepingQuiet quiet,
            Node node,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.outbox = outbox;
        this.runs = runs;
        this.gateways = gateways;
        this.writing = writing;
        this.quiet = quiet;
        this.node = node;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Hands over one batch of every run that waits, a gateway; gives how many entries were in hand.
     */
    public int drainOnce() {
        record();
        var handled = 0;
        for (var origin : outbox.waiting(now())) {
            var channels =
                    outbox.waitingChannels(origin, now(), 500).stream()
                            .map(Channel::valueOf)
                            .collect(Collectors.groupingBy(gateways::of));
            for (var entry : channels.entrySet()) {
                handled += handOver(origin, entry.getKey(), entry.getValue());
            }
        }
        return handled;
    }

    private int handOver(Outbox.Origin origin, Gateway gateway, List<Channel> channels) {
        var names = channels.stream().map(Channel::name).toList();
        var claimed =
                outbox.claim(origin, names, node.id(), gateway.name(), now(), gateway.batch());
        if (claimed.isEmpty()) {
            return 0;
        }
        var handed = new ArrayList<Handed>();
        var outcomes = new ArrayList<Outbox.Outcome>();
        try {
            hand(claimed, gateway, handed, outcomes);
        } catch (TransientDataAccessException
                | DataAccessResourceFailureException
                | TransactionException e) {
            // Nothing has left: of all gateways only the inbox asks the database.
            LOG.info("{} messages wait again: {}", claimed.size(), e.getClass().getSimpleName());
            outcomes.clear();
            claimed.forEach(one -> outcomes.add(new Outbox.Outcome.Later(one.message(), now())));
        }
        unrecorded.add(outcomes);
        record();
        // A transaction of its own: runs are held before their funnel everywhere else.
        transaction.executeWithoutResult(_ -> judgeChannel(origin, handed));
        return claimed.size();
    }

    private void hand(
            List<Outbox.Claimed> claimed,
            Gateway gateway,
            List<Handed> handed,
            List<Outbox.Outcome> outcomes) {
        var letters = new ArrayList<Letter>();
        for (var entry : claimed) {
            if (entry.refused() != null) {
                outcomes.add(refused(entry, entry.refused()));
                continue;
            }
            var open = quiet.open(entry, now());
            if (open.isAfter(now())) {
                outcomes.add(held(entry, open));
                continue;
            }
            switch (writing.write(entry, now())) {
                case Written.Ready(var letter) -> letters.add(letter);
                case Written.Impossible(var reason) -> outcomes.add(impossible(entry, reason));
            }
        }
        if (!letters.isEmpty()) {
            handed.addAll(gateway.hand(letters));
        }
        var byMessage =
                claimed.stream()
                        .collect(Collectors.toMap(Outbox.Claimed::message, Function.identity()));
        handed.forEach(one -> outcomes.add(outcome(one, byMessage)));
    }

    /**
     * Where the database cannot just now, it is told again the next time: nobody else would, as
     * long as this process is alive.
     */
    private void record() {
        for (var next = unrecorded.poll(); next != null; next = unrecorded.poll()) {
            try {
                outbox.record(next, node.id(), now());
            } catch (TransientDataAccessException
                    | DataAccessResourceFailureException
                    | TransactionException e) {
                LOG.info(
                        "What became of {} messages is recorded again: {}",
                        next.size(),
                        e.getClass().getSimpleName());
                unrecorded.add(next);
                return;
            }
        }
    }

    /** It waits for the end of the quiet time. */
    private static Outbox.Outcome held(Outbox.Claimed entry, Instant open) {
        return open.isAfter(entry.expiresAt())
                ? new Outbox.Outcome.Failed(entry.message(), "EXPIRED")
                : new Outbox.Outcome.Later(entry.message(), open);
    }

    /** Who lacks an address cannot be helped; what cannot be written, can. */
    private static Outbox.Outcome impossible(Outbox.Claimed entry, String reason) {
        return reason.equals("NO_ADDRESS")
                ? new Outbox.Outcome.Failed(entry.message(), reason)
                : new Outbox.Outcome.Unwritable(entry.message(), reason);
    }

    private static Outbox.Outcome refused(Outbox.Claimed entry, String reason) {
        return switch (reason) {
            case "EXPIRED" -> new Outbox.Outcome.Failed(entry.message(), reason);
            case "DECIDE_AGAIN" -> new Outbox.Outcome.DecidedAgain(entry.message());
            default -> new Outbox.Outcome.Cancelled(entry.message(), reason);
        };
    }

    private Outbox.Outcome outcome(Handed handed, Map<Long, Outbox.Claimed> entries) {
        return switch (handed) {
            case Handed.Taken(var message) -> new Outbox.Outcome.Sent(message);
            case Handed.Refused(var message, var reason) ->
                    new Outbox.Outcome.Failed(message, reason);
            case Handed.Unknown(var message, var reason) ->
                    new Outbox.Outcome.Uncertain(message, reason);
            case Handed.NotNow(var message, var reason) -> {
                var entry = Objects.requireNonNull(entries.get(message));
                var due = now().plus(backoff(entry.attempts(), Duration.ofSeconds(30)));
                yield due.isAfter(entry.expiresAt())
                        ? new Outbox.Outcome.Failed(message, "EXPIRED, " + reason)
                        : new Outbox.Outcome.Later(message, due);
            }
        };
    }

    private void judgeChannel(Outbox.Origin origin, List<Handed> handed) {
        switch (origin) {
            case Outbox.Origin.OfRun(var run) -> judgeChannel(run, handed);
            case Outbox.Origin.OfScenario scenario -> {
                if (!handed.isEmpty()) {
                    outbox.judged(
                            scenario,
                            handed.stream().anyMatch(Handed.Taken.class::isInstance),
                            now());
                }
            }
        }
    }

    private void judgeChannel(long run, List<Handed> handed) {
        var failures = handed.stream().filter(one -> !(one instanceof Handed.Taken)).toList();
        if (handed.isEmpty()) {
            return;
        }
        if (failures.size() < handed.size()) {
            runs.succeeded(run);
            return;
        }
        var inARow = runs.failures(run) + 1;
        runs.failed(run, now().plus(backoff(inARow, Duration.ofSeconds(1))));
        if (inARow >= PATIENCE) {
            var said = said(failures.getLast());
            LOG.warn(
                    "Run {} pauses itself: nothing of {} batches in a row was taken. {}",
                    run,
                    inARow,
                    said);
            runs.pause(run, RunReason.CHANNEL_FAILS, said, null);
        }
    }

    private static String said(Handed handed) {
        return switch (handed) {
            case Handed.Taken _ -> "";
            case Handed.Refused(var _, var reason) -> reason;
            case Handed.NotNow(var _, var reason) -> reason;
            case Handed.Unknown(var _, var reason) -> reason;
        };
    }

    private static Duration backoff(int attempts, Duration first) {
        var wait = first.multipliedBy(1L << Math.clamp(attempts - 1L, 0, 16));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
