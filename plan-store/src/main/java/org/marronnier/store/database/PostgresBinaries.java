package org.marronnier.store.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this machine, unpacked once for each user. */
final class PostgresBinaries {

    /** The major version, as a cluster's PG_VERSION file has it. */
    static final String MAJOR = "18";

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /**
     * Finds the programs in the user's cache folder, or unpacks them there; into {@code fallback}
     * where that folder cannot be written.
     */
    static PostgresBinaries unpacked(Path fallback) {
        try {
            byte[] archive = archive();
            String name = "postgresql-" + MAJOR + "-" + shortHash(archive);
            Path home = cacheFolder(fallback).resolve(name);
            if (!Files.isDirectory(home)) {
                unpack(archive, home);
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw new DatabaseUnavailable(
                    "PostgreSQL's programs cannot be unpacked (%s).".formatted(e),
                    "Make the folder writable, or name a running PostgreSQL in SPRING_DATASOURCE_URL.",
                    e);
        }
    }

    /**
     * A command line for the program; as root, in a user namespace, since PostgreSQL refuses root.
     */
    List<String> command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            if (!LinuxUtils.isUnshareAvailable()) {
                throw new DatabaseUnavailable(
                        "PostgreSQL does not run as root, and this machine does not let root step down (unshare -U).",
                        "Start Marronnier as an ordinary user, or name a running PostgreSQL in SPRING_DATASOURCE_URL.");
            }
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    private static boolean isRoot() {
        return !windows() && System.getProperty("user.name", "").equals("root");
    }

    private static boolean windows() {
        return osName().startsWith("windows");
    }

    private static String osName() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    }

    private static byte[] archive() throws IOException {
        String system = windows() ? "Windows" : osName().startsWith("mac") ? "Darwin" : "Linux";
        try (InputStream packed =
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                        system, System.getProperty("os.arch", ""))) {
            return packed.readAllBytes();
        } catch (IllegalStateException e) {
            throw new DatabaseUnavailable(
                    "This build holds no PostgreSQL for %s on %s."
                            .formatted(system, System.getProperty("os.arch")),
                    "Build it on this machine, or name a running PostgreSQL in SPRING_DATASOURCE_URL.",
                    e);
        }
    }

    private static String shortHash(byte[] archive) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path cacheFolder(Path fallback) throws IOException {
        Path cache = Path.of(System.getProperty("user.home", ""), ".cache", "marronnier");
        try {
            Files.createDirectories(cache);
            if (cache.isAbsolute() && Files.isWritable(cache)) {
                return cache;
            }
        } catch (IOException e) {
            // A user without a home folder of their own keeps the programs beside the data.
        }
        return Files.createDirectories(fallback);
    }

    /**
     * Unpacks beside the place and moves there at the end, so that half an archive is never used.
     */
    private static void unpack(byte[] archive, Path home) throws IOException {
        Path work = Files.createTempDirectory(home.getParent(), "unpacking-");
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(
                        new XZInputStream(
                                new BufferedInputStream(new ByteArrayInputStream(archive))))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                write(tar, entry, work);
            }
        }
        try {
            Files.move(work, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            Folders.delete(work);
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path work)
            throws IOException {
        Path file = work.resolve(entry.getName()).normalize();
        if (!file.startsWith(work)) {
            throw new IOException("The archive names a place outside of it: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            if ((entry.getMode() & 0100) != 0 || work.relativize(file).startsWith("bin")) {
                file.toFile().setExecutable(true, false);
            }
        }
    }
}
