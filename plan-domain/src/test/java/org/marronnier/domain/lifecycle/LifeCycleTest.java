package org.marronnier.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LifeCycleTest {

    private static final Instant NOW = Instant.parse("2027-01-04T09:00:00Z");

    private final LifeCycle life = new LifeCycle(Status.DRAFT, "camille", NOW);

    @Test
    void goesFromDraftToEnd() {
        assertThat(life.submit("camille", NOW))
                .isEqualTo(new Move.Made(Status.DRAFT, Status.SUBMITTED));
        assertThat(life.mayHaveRun()).isFalse();
        assertThat(life.approve("dominique", NOW))
                .isEqualTo(new Move.Made(Status.SUBMITTED, Status.APPROVED));
        assertThat(life.statusBy()).isEqualTo("dominique");
        assertThat(life.pause("dominique", NOW))
                .isEqualTo(new Move.Made(Status.APPROVED, Status.PAUSED));
        assertThat(life.resume("dominique", NOW))
                .isEqualTo(new Move.Made(Status.PAUSED, Status.APPROVED));
        assertThat(life.end("dominique", NOW))
                .isEqualTo(new Move.Made(Status.APPROVED, Status.ENDED));
        assertThat(life.mayHaveRun()).isTrue();
    }

    @Test
    void goesBackIntoServiceAfterAPauseWhereItHadBeenLaunched() {
        life.approve("dominique", NOW);
        assertThat(life.launch("dominique", NOW))
                .isEqualTo(new Move.Made(Status.APPROVED, Status.LIVE));
        life.pause("dominique", NOW);

        assertThat(life.resume("dominique", NOW))
                .isEqualTo(new Move.Made(Status.PAUSED, Status.LIVE));
    }

    @Test
    void isSentBackWithAReasonOnly() {
        life.submit("camille", NOW);

        assertThat(life.sendBack(" ", "dominique", NOW))
                .isEqualTo(Move.refused(new Refusal.NoReason()));
        assertThat(life.sendBack("Trop long", "dominique", NOW))
                .isEqualTo(new Move.Made(Status.SUBMITTED, Status.DRAFT));
        assertThat(life.statusReason()).isEqualTo("Trop long");
    }

    @Test
    void staysWhereItIsWhenItCannotMoveOn() {
        assertThat(life.pause("camille", NOW))
                .isEqualTo(
                        Move.refused(
                                new Refusal.WrongStatus(
                                        Status.DRAFT, Set.of(Status.APPROVED, Status.LIVE))));
        assertThat(life.status()).isEqualTo(Status.DRAFT);
    }
}
