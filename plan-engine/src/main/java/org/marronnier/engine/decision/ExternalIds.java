package org.marronnier.engine.decision;

import java.util.Comparator;
import org.marronnier.domain.condition.CodePoints;

/**
 * The order of external ids: by code point, which is that of their bytes in UTF-8 and of the
 * database.
 */
public final class ExternalIds {

    public static final Comparator<String> ORDER = CodePoints::compare;

    private ExternalIds() {}
}
