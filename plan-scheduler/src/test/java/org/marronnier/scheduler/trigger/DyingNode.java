package org.marronnier.scheduler.trigger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.OtherProcess;
import org.marronnier.scheduler.event.EventIntake;
import org.marronnier.scheduler.event.EventSource;
import org.marronnier.store.imports.ReadingEvents;
import org.marronnier.store.imports.SentEvents;

/**
 * A process that takes events in, answers them, walks and hands over with its own threads until it
 * is killed. It takes them by HTTP, as the product does: what it says is taken is committed.
 */
final class DyingNode {

    private DyingNode() {}

    /**
     * Told the file of the clock, and the one into which it writes the number of the port it
     * listens at.
     */
    public static void main(String[] arguments) throws Exception {
        // The clock runs through months: who is alive is not told by it.
        var house =
                new House(
                        OtherProcess.database(arguments, 8),
                        ReplayedPlan.plans(),
                        new SharedClock(Path.of(OtherProcess.argument(arguments, 0))),
                        Map.of("marronnier.node.lease", "400d"));
        var intake = house.get(EventIntake.class);
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> take(intake, call));
        server.start();
        tell(server.getAddress().getPort(), Path.of(OtherProcess.argument(arguments, 1)));
        Thread.currentThread().join();
    }

    private static void take(EventIntake intake, HttpExchange call) throws IOException {
        try (call) {
            var body = call.getRequestBody().readAllBytes();
            var read = (SentEvents.Read) ReadingEvents.lines(body, body.length);
            var status =
                    switch (intake.take(read, EventSource.API)) {
                        case EventIntake.Answer.Busy _ -> 503;
                        case EventIntake.Answer.Taken taken ->
                                taken.refused().isEmpty() ? 202 : 422;
                    };
            call.sendResponseHeaders(status, -1);
        }
    }

    /** Whole or not at all. */
    private static void tell(int port, Path file) throws IOException {
        var whole = file.resolveSibling(file.getFileName() + ".whole");
        Files.writeString(whole, Integer.toString(port));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
