package org.marronnier.store.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.marronnier.store.database.TestDatabase;

/** What stands in a statement is what was meant. */
class LiteralsTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "null", "a,b", "{a}", "d'or", "\"a\"", "\\", "\\\"'", "é\n", "E'"})
    void readsATextAsItIs(String text) {
        assertThat(selected(Literals.text(text))).containsExactly(text);
        assertThat(selected("unnest(" + Literals.texts(List.of(text, "b")) + ")"))
                .containsExactly(text, "b");
        assertThat(selected("unnest(" + Literals.manyTexts(List.of("b", text)) + ")"))
                .containsExactly("b", text);
    }

    @Test
    void readsNoneAndMany() {
        assertThat(selected("unnest(" + Literals.texts(List.of()) + ")")).isEmpty();
        assertThat(selected("unnest(" + Literals.manyTexts(List.of()) + ")")).isEmpty();
        assertThat(selected("unnest(" + Literals.longs(List.of()) + ")")).isEmpty();
        assertThat(selected("unnest(" + Literals.longs(List.of(3L, -1L)) + ")"))
                .containsExactly("3", "-1");
    }

    private static List<String> selected(String value) {
        return DATABASE.jdbc().sql("select " + value).query(String.class).list();
    }
}
