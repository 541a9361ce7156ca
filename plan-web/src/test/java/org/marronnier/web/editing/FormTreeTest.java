package org.marronnier.web.editing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;

class FormTreeTest {

    private final LinkedMultiValueMap<String, String> fields = new LinkedMultiValueMap<>();

    @Test
    void nestsWhatPathsName() {
        fields.add("name", " Accueil ");
        fields.add("steps[1].wait", "P5D");
        fields.add("steps[0].send.template", "welcome-1");
        fields.add("steps[0].send.channels[]", "EMAIL");
        fields.add("steps[0].send.channels[]", "SMS");

        assertThat(FormTree.of(fields).tree())
                .isEqualTo(
                        Map.of(
                                "name",
                                "Accueil",
                                "steps",
                                List.of(
                                        Map.of(
                                                "send",
                                                Map.of(
                                                        "template",
                                                        "welcome-1",
                                                        "channels",
                                                        List.of("EMAIL", "SMS"))),
                                        Map.of("wait", "P5D"))));
    }

    @Test
    void leavesOutWhatIsBlankOrNoField() {
        fields.add("name", "  ");
        fields.add("tags[]", "");
        fields.add("_csrf", "x");
        fields.add("version", "3");

        assertThat(FormTree.of(fields).tree()).isEmpty();
    }

    @Test
    void readsNumbersAsPeopleWriteThemAndLeavesTheRestAsText() {
        fields.add("target", "0,36");
        fields.add("baseline", "1 200");
        fields.add("max", "deux");
        fields.add("steps[2].priority", "−4");
        fields.add("parallel", "on");

        assertThat(
                        FormTree.of(fields)
                                .numbers("target", "baseline", "max", "steps[].priority")
                                .flags("parallel")
                                .tree())
                .containsEntry("target", new BigDecimal("0.36"))
                .containsEntry("baseline", new BigDecimal("1200"))
                .containsEntry("max", "deux")
                .containsEntry("parallel", true)
                .containsEntry("steps", List.of(Map.of("priority", new BigDecimal("-4"))));
    }

    @Test
    void laysItsFieldsOverATree() {
        fields.add("name", "Autre");
        fields.add("stake", "");
        fields.add("tags[]", "");

        assertThat(
                        FormTree.of(fields)
                                .over(
                                        Map.of(
                                                "name",
                                                "Un",
                                                "stake",
                                                "Grand",
                                                "tags",
                                                List.of("a"),
                                                "owner",
                                                "crm")))
                .isEqualTo(Map.of("name", "Autre", "owner", "crm"));
    }
}
