package org.marronnier.web.convention;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.message.MessageType;

/** The marks of the law on lines of the typology, which its form does not show. */
final class LegalLines {

    private static final String LEGAL = "legal";
    private static final List<String> CELL = List.of("channel", "type");

    private LegalLines() {}

    /**
     * The lines that were typed, marked as those that stood there; a blank one says the default.
     */
    static List<Object> kept(Map<String, Object> conventions, List<Object> typed) {
        var lines = new ArrayList<>(typed);
        for (var line : conventions.get("typology") instanceof List<?> list ? list : List.of()) {
            if (line instanceof Map<?, ?> was && was.get(LEGAL) instanceof Object legal) {
                var at = position(lines, was);
                var marked = new LinkedHashMap<Object, Object>();
                (at < 0 ? byDefault(was) : (Map<?, ?>) lines.get(at)).forEach(marked::put);
                marked.put(LEGAL, legal);
                if (at < 0) {
                    lines.add(marked);
                } else {
                    lines.set(at, marked);
                }
            }
        }
        return lines;
    }

    private static int position(List<Object> lines, Map<?, ?> cell) {
        for (var i = 0; i < lines.size(); i++) {
            if (lines.get(i) instanceof Map<?, ?> line
                    && CELL.stream()
                            .allMatch(
                                    name ->
                                            String.valueOf(line.get(name))
                                                    .equals(String.valueOf(cell.get(name))))) {
                return i;
            }
        }
        return -1;
    }

    private static Map<?, ?> byDefault(Map<?, ?> cell) {
        var channel = String.valueOf(cell.get("channel"));
        var type = String.valueOf(cell.get("type"));
        return Map.of(
                "channel",
                channel,
                "type",
                type,
                "regime",
                new Typology(List.of())
                        .regime(Channel.valueOf(channel), MessageType.valueOf(type))
                        .name());
    }
}
