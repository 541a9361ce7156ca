package org.marronnier.web.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;

class CalendarFilterTest {

    @Test
    void saysItsAddressAndReadsItAgain() {
        var parameters = new LinkedMultiValueMap<String, String>();
        parameters.add("channel", "sms");
        parameters.add("channel", "email");
        parameters.add("brand", "Orme & Cie");
        parameters.add("view", "quarter");
        parameters.add("lot", " ");

        var filter = CalendarFilter.of(parameters);

        assertThat(filter.words(Facet.CHANNEL)).containsExactly("email", "sms");
        assertThat(filter.words(Facet.LOT)).isEmpty();
        assertThat(filter.query()).isEqualTo("brand=Orme+%26+Cie&channel=email&channel=sms");
        assertThat(CalendarFilter.ofQuery(filter.query())).isEqualTo(filter);
    }

    @Test
    void takesAWordInAndOut() {
        var filter = CalendarFilter.NONE.toggled(Facet.LOT, "1").toggled(Facet.LOT, "2");

        assertThat(filter.words(Facet.LOT)).isEqualTo(Set.of("1", "2"));
        assertThat(filter.toggled(Facet.LOT, "1").toggled(Facet.LOT, "2").isNone()).isTrue();
    }
}
