package org.marronnier.store.audience;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.convention.Conventions.Stage;
import org.marronnier.domain.segment.Segment;

/** An instant, a plan's words, some people, and conditions to ask about them. */
record World(Instant now, Vocabulary vocabulary, List<Person> people, List<Condition> conditions) {

    static World of(Random random) {
        var draw = new Draw(random);
        var conditions = new DrawnConditions(draw);
        var drawnPeople = new DrawnPeople(draw);
        var segments =
                List.of(
                        new Segment("s1", "S1", conditions.condition(2, false)),
                        new Segment("s2", "S2", both(conditions)));
        var stages =
                List.of(
                        new Stage("t1", "T1", conditions.condition(1, false)),
                        new Stage("t2", "T2", conditions.condition(2, false)),
                        new Stage("t3", "T3", Condition.EVERYBODY));
        var vocabulary = new Vocabulary("one", draw.planZone, "purchase", segments, stages);
        var people = new ArrayList<Person>();
        for (var i = 0; i < 8; i++) {
            people.add(drawnPeople.person("c" + i));
        }
        var trees = new ArrayList<Condition>();
        for (var i = 0; i < 12; i++) {
            trees.add(conditions.condition(3, true));
        }
        return new World(draw.now, vocabulary, people, trees);
    }

    private static Condition both(DrawnConditions conditions) {
        return new Condition.Any(
                List.of(new Condition.InSegment("s1"), conditions.condition(1, false)));
    }
}
