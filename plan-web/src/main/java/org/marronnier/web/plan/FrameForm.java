package org.marronnier.web.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanReader;
import org.marronnier.domain.document.PlanWriter;
import org.marronnier.domain.document.Reading;
import org.marronnier.web.condition.SpanFields;
import org.marronnier.web.editing.FormTree;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** The frame of a plan as a form: what the document leaves out is said there as what it means. */
@Component
final class FrameForm {

    private final PlanReader reader;

    FrameForm(PlanReader reader) {
        this.reader = reader;
    }

    /** What the fields of a form say, as the document writes it where it holds. */
    Map<String, Object> typed(String key, MultiValueMap<String, String> fields) {
        var tree = FormTree.of(SpanFields.written(fields)).numbers("universalControl").tree();
        tree.put("key", key);
        return frame(tree).map(FrameForm::written).orElse(tree);
    }

    /** A tree of the frame with all that it leaves out; as it is where it does not hold. */
    Map<String, Object> shown(String key, Map<String, Object> tree) {
        var whole = new LinkedHashMap<>(tree);
        whole.put("key", key);
        frame(whole)
                .map(PlanDocument::plan)
                .ifPresent(
                        frame -> {
                            whole.putIfAbsent("zone", frame.zone().getId());
                            whole.putIfAbsent("locale", frame.locale().toLanguageTag());
                            whole.putIfAbsent("lookAhead", frame.lookAhead().toString());
                            whole.putIfAbsent("lateEvents", frame.lateEvents().toString());
                            whole.putIfAbsent("saleEvent", frame.saleEvent());
                            whole.putIfAbsent("universalControl", frame.universalControl());
                        });
        return whole;
    }

    /** A plan of this frame and nothing else. */
    Reading read(Map<String, Object> frame) {
        return reader.read(Map.of("marronnier", 1, "plan", frame));
    }

    private Optional<PlanDocument> frame(Map<String, Object> tree) {
        return read(tree) instanceof Reading.Accepted(var document)
                ? Optional.of(document)
                : Optional.empty();
    }

    private static Map<String, Object> written(PlanDocument document) {
        var frame = new LinkedHashMap<String, Object>();
        if (PlanWriter.write(document).get("plan") instanceof Map<?, ?> written) {
            written.forEach((name, value) -> frame.put(String.valueOf(name), value));
        }
        return frame;
    }
}
