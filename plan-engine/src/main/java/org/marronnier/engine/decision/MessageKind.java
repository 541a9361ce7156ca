package org.marronnier.engine.decision;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.pressure.Scope;

/** All that a rule can tell two messages apart by, their instant and offer aside. */
public record MessageKind(
        Channel channel,
        MessageType type,
        @Nullable String programme,
        @Nullable String purpose,
        Set<String> tags) {

    public MessageKind {
        tags = Set.copyOf(tags);
    }

    boolean isIn(Scope scope) {
        return (scope.channels().isEmpty() || scope.channels().contains(channel))
                && (scope.types().isEmpty() || scope.types().contains(type))
                && (scope.programmes().isEmpty()
                        || (programme != null && scope.programmes().contains(programme)))
                && (scope.purposes().isEmpty()
                        || (purpose != null && scope.purposes().contains(purpose)))
                && (scope.tags().isEmpty() || tags.stream().anyMatch(scope.tags()::contains));
    }

    /**
     * Whether a rule may restrict the message: a transactional one only where the scope names the
     * type.
     */
    boolean isRestrictedBy(Scope scope) {
        return isIn(scope) && (type != MessageType.TRANSACTIONAL || scope.types().contains(type));
    }

    /** Whether contacts' own preferences speak of it: those for service and promotion. */
    boolean isOfPreference() {
        return type != MessageType.TRANSACTIONAL;
    }
}
