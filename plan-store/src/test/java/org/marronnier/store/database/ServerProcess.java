package org.marronnier.store.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own that holds a server on a folder until it is killed. */
final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final List<String> said;

    private ServerProcess(Process process, List<String> said) {
        this.process = process;
        this.said = said;
    }

    /** Runs until the server is up, or until the process ends because it is not. */
    static ServerProcess on(Path folder) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-XX:TieredStopAtLevel=1",
                                ServerProcess.class.getName(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .start();
        List<String> said = new ArrayList<>();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.equals("up")) {
                break;
            }
        }
        return new ServerProcess(process, said);
    }

    public static void main(String[] arguments) throws InterruptedException {
        try {
            PostgresServer.start(Path.of(arguments[0]), PostgresServer.SETTINGS);
        } catch (DatabaseUnavailable e) {
            System.out.println("refused: " + e.getMessage() + " " + e.wayOut());
            return;
        }
        System.out.println("up");
        Thread.currentThread().join();
    }

    List<String> said() {
        return said;
    }

    long pid() {
        return process.pid();
    }

    /** Kills the JVM at once (SIGKILL), which can do nothing about its server. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
