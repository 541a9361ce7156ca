package org.marronnier.web.event;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Scope;
import org.marronnier.scheduler.event.WatchingIntake;
import org.marronnier.web.security.With;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/events/backlog")
class BacklogApi {

    /** What waits now; each is counted up to 10,000. */
    record Answer(
            long waiting,
            @Nullable Instant oldest,
            boolean full,
            long waitingForContacts,
            long failed) {}

    private final WatchingIntake intake;

    BacklogApi(WatchingIntake intake) {
        this.intake = intake;
    }

    @GetMapping
    @With(Scope.CONTACTS_READ)
    @Operation(
            description =
                    "What came in and waits: to be answered, for a contact that is not known, or for somebody to look at its error. Each is counted up to 10,000; `full` tells that `POST /events` answers 503.")
    Answer backlog() {
        var now = intake.now();
        return new Answer(now.waiting(), now.oldest(), now.full(), now.orphans(), now.failed());
    }
}
