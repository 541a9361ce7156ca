package org.marronnier.domain.contact;

import java.util.List;

/** Events that tell of contacts who come by themselves. */
public final class InboundEvents {

    /** What such types of events begin with. */
    public static final String PREFIX = "inbound.";

    /** Those that the product has words for: a telephone call, a letter. */
    public static final List<String> TYPES = List.of(PREFIX + "call", PREFIX + "letter");

    private InboundEvents() {}
}
