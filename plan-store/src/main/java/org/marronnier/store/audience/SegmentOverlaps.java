package org.marronnier.store.audience;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.figure.Figure;
import org.marronnier.domain.segment.Segment;
import org.marronnier.store.audience.ConditionCompiler.Reach;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many contacts are in each segment and in each two, grouped by the set that they are in. */
final class SegmentOverlaps {

    private final List<String> keys;
    private final long[] contacts;
    private final long[][] shared;

    private SegmentOverlaps(List<String> keys) {
        this.keys = keys;
        this.contacts = new long[keys.size()];
        this.shared = new long[keys.size()][keys.size()];
    }

    /** One statement over all contacts. */
    static Figure.Overlaps of(JdbcClient jdbc, Vocabulary vocabulary, Instant now) {
        var keys = vocabulary.segments().stream().map(Segment::key).toList();
        if (keys.isEmpty()) {
            return new Figure.Overlaps(Map.of(), List.of());
        }
        var compiled =
                ConditionCompiler.compileEach(
                        keys.stream().<Condition>map(Condition.InSegment::new).toList(),
                        vocabulary,
                        now,
                        Reach.ALL);
        var overlaps = new SegmentOverlaps(keys);
        WholeTables.makeRoom(jdbc);
        jdbc.sql(
                        """
                        select membership, count(*)
                        from (select cast(array[%s] as text) as membership from contact c
                        %s) member
                        group by membership
                        """
                                .formatted(
                                        String.join(
                                                ", ",
                                                compiled.predicates().stream()
                                                        .map(one -> "(" + one + ")")
                                                        .toList()),
                                        compiled.joins()))
                .params(compiled.parameters())
                .query((RowCallbackHandler) row -> overlaps.add(row.getString(1), row.getLong(2)));
        return overlaps.figure();
    }

    /** The array {@code {t,f,t}} holds a letter a segment, every second character. */
    private void add(String membership, long count) {
        for (var i = 0; i < contacts.length; i++) {
            if (membership.charAt(2 * i + 1) != 't') {
                continue;
            }
            contacts[i] += count;
            for (var j = i + 1; j < contacts.length; j++) {
                if (membership.charAt(2 * j + 1) == 't') {
                    shared[i][j] += count;
                }
            }
        }
    }

    private Figure.Overlaps figure() {
        var sizes = new HashMap<String, Long>();
        var pairs = new ArrayList<Figure.Shared>();
        for (var i = 0; i < keys.size(); i++) {
            sizes.put(keys.get(i), contacts[i]);
            for (var j = i + 1; j < keys.size(); j++) {
                if (shared[i][j] > 0) {
                    pairs.add(new Figure.Shared(keys.get(i), keys.get(j), shared[i][j]));
                }
            }
        }
        return new Figure.Overlaps(sizes, pairs);
    }
}
