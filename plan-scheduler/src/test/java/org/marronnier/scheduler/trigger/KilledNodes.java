package org.marronnier.scheduler.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.marronnier.scheduler.OtherProcess;
import org.marronnier.store.database.TestDatabase;

/**
 * Two processes that take events in and answer them, and whoever sends those events: what one of
 * them does not acknowledge is sent again to the other.
 */
final class KilledNodes implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TAKEN = 202;

    private final TestDatabase database;
    private final Path folder;
    private final Path clock;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Node> nodes = new ArrayList<>();
    private int started;
    private int broken;

    /**
     * @param port the file in which its port stands once it listens
     */
    private record Node(OtherProcess process, Path port) {}

    KilledNodes(TestDatabase database, Path folder, Path clock) {
        this.database = database;
        this.folder = folder;
        this.clock = clock;
        nodes.add(start());
        nodes.add(start());
    }

    private Node start() {
        var port = folder.resolve("port-" + started++);
        var process =
                OtherProcess.start(DyingNode.class, database, clock.toString(), port.toString());
        return new Node(process, port);
    }

    void kill(int node) throws InterruptedException {
        var dying = nodes.get(node).process;
        dying.mustLive();
        dying.kill();
    }

    void startAgain(int node) {
        nodes.set(node, start());
    }

    /** How many calls broke off: whether their events are in, nobody knows. */
    int broken() {
        return broken;
    }

    /** Sends events until one of the nodes has acknowledged them, first to the one named. */
    void send(List<ReplayedPlan.Happened> part, int first) throws InterruptedException {
        var body = new StringBuilder();
        for (var one : part) {
            body.append(
                    "{\"id\":\"%s\",\"externalId\":\"C%06d\",\"type\":\"%s\",\"at\":\"%s\"}\n"
                            .formatted(one.id(), one.contact(), one.type(), one.at()));
        }
        var end = System.nanoTime() + PATIENCE.toNanos();
        for (var node = first; !isTaken(body.toString(), node % 2); node++) {
            assertThat(System.nanoTime()).as("nobody takes events").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private boolean isTaken(String body, int node) throws InterruptedException {
        var port = port(nodes.get(node));
        if (port.isEmpty()) {
            return false;
        }
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getAsInt() + "/"))
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            var status = client.send(request, BodyHandlers.discarding()).statusCode();
            assertThat(status).as("nothing is refused").isIn(TAKEN, 503);
            return status == TAKEN;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            broken++;
            return false;
        }
    }

    private static OptionalInt port(Node node) {
        try {
            return Files.exists(node.port)
                    ? OptionalInt.of(Integer.parseInt(Files.readString(node.port)))
                    : OptionalInt.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (var node : nodes) {
            node.process.kill();
        }
        client.close();
    }
}
