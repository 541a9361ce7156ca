package org.marronnier.web.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.store.imports.Imports;
import org.marronnier.web.WebTest;
import org.springframework.beans.factory.annotation.Autowired;

class ImportPagesTest extends WebTest {

    @Autowired private Imports imports;

    @Test
    void takesAFileAndShowsWhatItRefused() throws Exception {
        var sent =
                mvc.post()
                        .uri("/imports")
                        .multipart()
                        .file(
                                "file",
                                "externalId,email\npage-1,a@club.example\npage-2,nobody\n"
                                        .getBytes(UTF_8))
                        .param("kind", "CONTACTS")
                        .with(token())
                        .with(as(Role.CRM_MANAGER))
                        .exchange();
        var page = Objects.requireNonNull(sent.getResponse().getRedirectedUrl());
        long id = Long.parseLong(page.substring("/imports/".length()));
        while (!imports.find(id).orElseThrow().isOver()) {
            Thread.sleep(20);
        }

        assertThat(mvc.get().uri(page).with(as(Role.CRM_MANAGER)))
                .hasStatus(200)
                .bodyText()
                .contains("nobody", "<td>email</td>")
                .doesNotContain("every 1s");
        assertThat(mvc.get().uri("/imports").with(as(Role.CRM_MANAGER)))
                .hasStatus(200)
                .bodyText()
                .contains(page);
        assertThat(mvc.get().uri("/imports").with(as(Role.MARKETER))).hasStatus(403);
    }

    @Test
    void asksForAFile() {
        assertThat(
                        mvc.post()
                                .uri("/imports")
                                .multipart()
                                .param("kind", "EVENTS")
                                .with(token())
                                .with(as(Role.CRM_MANAGER)))
                .hasStatus(422);
    }
}
