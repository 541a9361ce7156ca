package org.marronnier.engine.diagnostic;

import org.jspecify.annotations.Nullable;
import org.marronnier.domain.message.Intent;
import org.marronnier.domain.message.MessageType;

/** Some messages of one kind. */
record Weight(
        boolean automated,
        boolean newsletter,
        MessageType type,
        @Nullable Intent intent,
        long messages) {}
