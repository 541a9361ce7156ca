package org.marronnier.scheduler.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    @TempDir private Path folder;

    @Test
    void namesAFileAfterItsProcess() throws IOException {
        var file = Spool.spool(new ByteArrayInputStream("externalId\n".getBytes(UTF_8)));

        assertThat(file.getFileName().toString())
                .startsWith("marronnier-import-" + ProcessHandle.current().pid() + "-");
        assertThat(file).hasContent("externalId\n");
        Files.delete(file);
    }

    @Test
    void removesWhatADeadProcessLeftAndNothingElse() throws IOException, InterruptedException {
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        var left = file("marronnier-import-" + dead.pid() + "-1.part");
        var ours = file("marronnier-import-" + ProcessHandle.current().pid() + "-1.part");
        var reused = file("marronnier-import-" + ProcessHandle.current().pid() + "-2.part");
        Files.setLastModifiedTime(reused, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        var other = file("marronnier-import-notes.part");

        assertThat(Spool.sweep(folder)).isEqualTo(2);

        assertThat(left).doesNotExist();
        assertThat(reused).doesNotExist();
        assertThat(ours).exists();
        assertThat(other).exists();
    }

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "a");
    }
}
