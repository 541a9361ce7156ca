package org.marronnier.scheduler.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Files that were sent, in a folder of the disk until they are imported. Each carries the number of
 * the process that wrote it, so that what a killed one left behind is removed at the next start.
 */
public final class Spool {

    private static final String PREFIX = "marronnier-import-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,10})-.*\\.part");

    private Spool() {}

    /** Writes a file that arrives to the disk; whoever gets it gives it to the queue. */
    public static Path spool(InputStream in) throws IOException {
        var file = Files.createTempFile(PREFIX + ProcessHandle.current().pid() + "-", ".part");
        boolean whole = false;
        try {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            whole = true;
            return file;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Removes the files of processes that are no more; gives how many. */
    static int sweep(Path folder) throws IOException {
        var removed = 0;
        try (var files = Files.newDirectoryStream(folder, PREFIX + "*.part")) {
            for (var file : files) {
                var name = NAME.matcher(file.getFileName().toString());
                if (name.matches() && isOrphan(file, Long.parseLong(name.group(1)))) {
                    removed += Files.deleteIfExists(file) ? 1 : 0;
                }
            }
        }
        return removed;
    }

    /** Also when a living process has the number, but started after the file was written. */
    private static boolean isOrphan(Path file, long pid) throws IOException {
        var process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return true;
        }
        var started = process.get().info().startInstant().orElse(Instant.MIN);
        return Files.getLastModifiedTime(file).toInstant().isBefore(started.minusSeconds(1));
    }
}
