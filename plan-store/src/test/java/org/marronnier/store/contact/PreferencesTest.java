package org.marronnier.store.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.contact.Preference;
import org.marronnier.domain.time.Span;
import org.marronnier.store.database.TestDatabase;

class PreferencesTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final Instant MONDAY = Instant.parse("2027-05-17T08:00:00Z");

    private final JdbcPreferences preferences = new JdbcPreferences(DATABASE.jdbc());
    private long contact;

    @BeforeEach
    void aContact() {
        DATABASE.jdbc().sql("truncate contact cascade").update();
        contact =
                DATABASE.jdbc()
                        .sql("insert into contact (external_id) values ('C1') returning id")
                        .query(Long.class)
                        .single();
    }

    @Test
    void keepsOneForEachChannel() {
        preferences.set(contact, Channel.SMS, 2, Span.parse("P1M"), MONDAY);
        preferences.set(contact, Channel.EMAIL, 1, Span.days(7), MONDAY);
        preferences.set(contact, Channel.EMAIL, 3, Span.days(7), MONDAY.plusSeconds(60));

        assertThat(preferences.of(contact))
                .containsExactly(
                        new Preference(Channel.EMAIL, 3, Span.days(7), MONDAY.plusSeconds(60)),
                        new Preference(Channel.SMS, 2, Span.parse("P1M"), MONDAY));
    }

    @Test
    void changesNothingWhenTheSameIsSetAgain() {
        var first = preferences.set(contact, Channel.EMAIL, 1, Span.days(7), MONDAY);

        var again =
                preferences.set(contact, Channel.EMAIL, 1, Span.days(7), MONDAY.plusSeconds(60));

        assertThat(again).isEqualTo(first);
    }

    @Test
    void saysWhetherThereWasOneToTakeAway() {
        preferences.set(contact, Channel.EMAIL, 1, Span.days(7), MONDAY);

        assertThat(preferences.remove(contact, Channel.EMAIL)).isTrue();
        assertThat(preferences.remove(contact, Channel.EMAIL)).isFalse();
        assertThat(preferences.of(contact)).isEmpty();
    }
}
