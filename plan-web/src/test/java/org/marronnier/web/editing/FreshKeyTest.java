package org.marronnier.web.editing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FreshKeyTest {

    @Test
    void saysTheNameInLettersDigitsAndDashes() {
        assertThat(FreshKey.of("Fête des mères & cœurs, 2027 !", "otherwise", List.of()))
                .isEqualTo("fete-des-meres-coeurs-2027");
        assertThat(FreshKey.of("« ! »", "campagne", List.of())).isEqualTo("campagne");
        assertThat(FreshKey.of("a".repeat(200), "campagne", List.of())).hasSize(72);
    }

    @Test
    void countsOnFromAKeyThatIsTaken() {
        assertThat(FreshKey.of("Soldes", "campagne", List.of("soldes"))).isEqualTo("soldes-2");
        assertThat(FreshKey.of("Soldes", "campagne", List.of("soldes", "soldes-2")))
                .isEqualTo("soldes-3");
        assertThat(FreshKey.after("soldes-2", List.of("soldes-2"))).isEqualTo("soldes-3");
    }

    @Test
    void leavesTheWordsOfAddressesAlone() {
        assertThat(FreshKey.of("New", "campagne", List.of())).isEqualTo("new-2");
        assertThat(FreshKey.of("Order", "campagne", List.of())).isEqualTo("order-2");
    }
}
