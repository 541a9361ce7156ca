package org.marronnier.store.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The folder that holds everything one copy of the product keeps, locked while that copy runs. */
final class DataFolder implements AutoCloseable {

    /**
     * A process that closes any channel of a file loses its lock on it, so its own folders are
     * known here.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the folder where it is missing and locks it.
     *
     * @throws DatabaseUnavailable where another copy holds it, or it cannot be written
     */
    static DataFolder lock(Path folder) {
        Path path = made(folder);
        if (!HELD.add(path)) {
            throw taken(path, ProcessHandle.current().pid() + "");
        }
        boolean locked = false;
        try {
            DataFolder held = new DataFolder(path, lockedChannel(path));
            locked = true;
            return held;
        } catch (IOException e) {
            throw unwritable(path, e);
        } finally {
            if (!locked) {
                HELD.remove(path);
            }
        }
    }

    /** The database's own files. */
    Path cluster() {
        return path.resolve("postgresql");
    }

    /** The database's own files while they are being made. */
    Path newCluster() {
        return path.resolve("postgresql.new");
    }

    Path passwordFile() {
        return path.resolve("password");
    }

    Path logFile() {
        return path.resolve("postgresql.log");
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unwritable(path, e);
        } finally {
            HELD.remove(path);
        }
    }

    private static Path made(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            return absolute.toRealPath(new LinkOption[0]);
        } catch (IOException e) {
            throw unwritable(absolute, e);
        }
    }

    private static FileChannel lockedChannel(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        path.resolve("marronnier.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            String holder = holder(channel);
            channel.close();
            throw taken(path, holder);
        }
        channel.truncate(0);
        channel.write(utf8(ProcessHandle.current().pid() + "\n"), 0);
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            // Far behind the text, because Windows forbids reading what is locked.
            return channel.tryLock(1L << 40, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(32);
        channel.read(text, 0);
        return StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static DatabaseUnavailable taken(Path path, String holder) {
        return new DatabaseUnavailable(
                "Another copy of Marronnier (process %s) is running on the folder %s."
                        .formatted(holder, path),
                "Stop that copy, or name another folder in MARRONNIER_DATA.");
    }

    private static DatabaseUnavailable unwritable(Path path, IOException cause) {
        return new DatabaseUnavailable(
                "The data folder %s cannot be written (%s).".formatted(path, cause),
                "Make it writable for this user, or name another folder in MARRONNIER_DATA.",
                cause);
    }
}
