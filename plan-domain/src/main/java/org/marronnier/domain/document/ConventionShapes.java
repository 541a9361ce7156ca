package org.marronnier.domain.document;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.Regime;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.convention.Conventions;
import org.marronnier.domain.telling.Phrase;

/** What the makers of a plan agree on: purposes, stages, the opt-in typology, senders, people. */
final class ConventionShapes {

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s.]{2,}");

    static final Shape<Conventions> CONVENTIONS = conventions();

    private ConventionShapes() {}

    private static Shape<Conventions> conventions() {
        var purposes =
                Field.optional(
                        "purposes",
                        ListShape.declaring(Kind.PURPOSE, purpose(), 200),
                        Conventions::purposes,
                        List.of());
        var stages =
                Field.optional(
                        "stages",
                        ListShape.declaring(Kind.STAGE, stage(), 100),
                        Conventions::stages,
                        List.of());
        var typology =
                Field.optional(
                        "typology", typology(), Conventions::typology, new Typology(List.of()));
        var senders =
                Field.optional(
                        "senders",
                        ListShape.declaring(Kind.SENDER, sender(), 500),
                        Conventions::senders,
                        List.of());
        var departments =
                Field.optional(
                        "departments",
                        ListShape.declaring(Kind.DEPARTMENT, department(), 500),
                        Conventions::departments,
                        List.of());
        var touchpoints =
                Field.optional(
                        "touchpoints",
                        ListShape.declaring(Kind.TOUCHPOINT, touchpoint(), 500),
                        Conventions::touchpoints,
                        List.of());
        var deduplication =
                Field.optional(
                        "deduplication",
                        ListShape.of(ListShape.distinct(Scalars.WORD, 1, 20), 0, 50),
                        Conventions::deduplication,
                        List.of());
        var costs =
                Field.optional(
                        "costs", ListShape.byChannel(cost(), 20), Conventions::costs, List.of());
        return ObjectShape.of(
                "conventions",
                in ->
                        new Conventions(
                                in.get(purposes),
                                in.get(stages),
                                in.get(typology),
                                in.get(senders),
                                in.get(departments),
                                in.get(touchpoints),
                                in.get(deduplication),
                                in.get(costs)),
                purposes,
                stages,
                typology,
                senders,
                departments,
                touchpoints,
                deduplication,
                costs);
    }

    private static Shape<Conventions.Purpose> purpose() {
        var key = Field.required("key", Scalars.KEY, Conventions.Purpose::key);
        var name = Field.required("name", Scalars.NAME, Conventions.Purpose::name);
        return ObjectShape.of(
                "purpose", in -> new Conventions.Purpose(in.get(key), in.get(name)), key, name);
    }

    private static Shape<Conventions.Stage> stage() {
        var key = Field.required("key", Scalars.KEY, Conventions.Stage::key);
        var name = Field.required("name", Scalars.NAME, Conventions.Stage::name);
        var when = Field.required("when", Conditions.CONDITION, Conventions.Stage::when);
        return ObjectShape.of(
                        "stage",
                        in -> new Conventions.Stage(in.get(key), in.get(name), in.get(when)),
                        key,
                        name,
                        when)
                .owning(Kind.STAGE);
    }

    private static Shape<Typology> typology() {
        var channel = Field.required("channel", Scalars.CHANNEL, Typology.Line::channel);
        var type = Field.required("type", Scalars.TYPE, Typology.Line::type);
        var regime =
                Field.required(
                        "regime",
                        Scalars.oneOf(Phrase.A_REGIME, Regime.class, Regime::name),
                        Typology.Line::regime);
        var legal = Field.optional("legal", LegalShapes.LEGAL, Typology.Line::legal);
        var line =
                ObjectShape.of(
                        "typologyLine",
                        in ->
                                new Typology.Line(
                                        in.get(channel),
                                        in.get(type),
                                        in.get(regime),
                                        in.find(legal)),
                        channel,
                        type,
                        regime,
                        legal);
        return new Mapped<>(
                new OncePerCell(ListShape.of(line, 0, 100)), Typology::new, Typology::lines);
    }

    /** No cell of the matrix stands twice. */
    private record OncePerCell(Shape<List<Typology.Line>> lines)
            implements Shape<List<Typology.Line>> {
        @Override
        public @Nullable List<Typology.Line> read(Cursor cursor) {
            var read = lines.read(cursor);
            if (read == null) {
                return null;
            }
            var seen = new HashSet<List<Object>>();
            for (var i = 0; i < read.size(); i++) {
                var line = read.get(i);
                if (!seen.add(List.of(line.channel(), line.type()))) {
                    cursor.item(i, line)
                            .mistake(Phrase.TYPOLOGY_TWICE.with(line.channel(), line.type()));
                }
            }
            return seen.size() < read.size() ? null : read;
        }

        @Override
        public Object write(List<Typology.Line> value) {
            return lines.write(value);
        }

        @Override
        public Map<String, Object> schema(Definitions definitions) {
            return lines.schema(definitions);
        }
    }

    private static Shape<Conventions.Sender> sender() {
        var key = Field.required("key", Scalars.KEY, Conventions.Sender::key);
        var channel = Field.required("channel", Scalars.CHANNEL, Conventions.Sender::channel);
        var name = Field.optional("name", Scalars.NAME, Conventions.Sender::name);
        var address =
                Field.optional(
                        "address",
                        Scalars.text(Phrase.AN_ADDRESS, 254),
                        Conventions.Sender::address);
        var types = Field.optional("types", Rules.TYPES, Conventions.Sender::types, Set.of());
        return ObjectShape.of(
                        "sender",
                        in ->
                                new Conventions.Sender(
                                        in.get(key),
                                        in.get(channel),
                                        in.find(name),
                                        in.find(address),
                                        in.get(types)),
                        key,
                        channel,
                        name,
                        address,
                        types)
                .checked(
                        (in, at) -> {
                            checkAddress(in.find(channel), in.find(address), in.at(address));
                            if (in.find(key) instanceof String named) {
                                at.journal()
                                        .sender(
                                                named,
                                                new Journal.Voice(
                                                        in.find(channel), in.find(types)));
                            }
                        });
    }

    private static void checkAddress(
            @Nullable Channel channel, @Nullable String address, Cursor at) {
        if (channel != Channel.EMAIL) {
            return;
        }
        if (at.value() == null) {
            at.mistake(Phrase.SENDER_ADDRESS_MISSING.with());
        } else if (address != null && !ADDRESS.matcher(address).matches()) {
            at.expected(Phrase.AN_EMAIL.with());
        }
    }

    private static Shape<Conventions.Department> department() {
        var key = Field.required("key", Scalars.KEY, Conventions.Department::key);
        var name = Field.required("name", Scalars.NAME, Conventions.Department::name);
        var people =
                Field.optional(
                        "people",
                        ListShape.by("name", person(), 200),
                        Conventions.Department::people,
                        List.of());
        return ObjectShape.of(
                "department",
                in -> new Conventions.Department(in.get(key), in.get(name), in.get(people)),
                key,
                name,
                people);
    }

    private static Shape<Conventions.Person> person() {
        var name = Field.required("name", Scalars.NAME, Conventions.Person::name);
        var email =
                Field.optional(
                        "email", Scalars.text(Phrase.AN_ADDRESS, 254), Conventions.Person::email);
        var answersFor = Field.optional("answersFor", Scalars.NAME, Conventions.Person::answersFor);
        return ObjectShape.of(
                        "person",
                        in ->
                                new Conventions.Person(
                                        in.get(name), in.find(email), in.find(answersFor)),
                        name,
                        email,
                        answersFor)
                .checked(
                        (in, _) -> {
                            if (in.find(email) instanceof String address
                                    && !ADDRESS.matcher(address).matches()) {
                                in.at(email).expected(Phrase.AN_EMAIL.with());
                            }
                        });
    }

    private static Shape<Conventions.Touchpoint> touchpoint() {
        var key = Field.required("key", Scalars.KEY, Conventions.Touchpoint::key);
        var name = Field.required("name", Scalars.NAME, Conventions.Touchpoint::name);
        var direction =
                Field.optional(
                        "direction",
                        Scalars.oneOf(
                                Phrase.A_DIRECTION,
                                Conventions.Touchpoint.Direction.class,
                                DocumentWord::dashed),
                        Conventions.Touchpoint::direction);
        return ObjectShape.of(
                "touchpoint",
                in -> new Conventions.Touchpoint(in.get(key), in.get(name), in.find(direction)),
                key,
                name,
                direction);
    }

    private static Shape<Conventions.Cost> cost() {
        var channel = Field.required("channel", Scalars.CHANNEL, Conventions.Cost::channel);
        var each = Field.required("each", Scalars.NO_NEGATIVE, Conventions.Cost::each);
        return ObjectShape.of(
                "cost", in -> new Conventions.Cost(in.get(channel), in.get(each)), channel, each);
    }
}
