package org.marronnier.web.campaign;

import org.jspecify.annotations.Nullable;
import org.marronnier.web.shell.Funnel;

/**
 * A run as a page shows it.
 *
 * @param progress what is done of what, while it goes on
 * @param problem why it is paused or stopped
 */
record RunView(
        long id,
        String campaign,
        String title,
        String state,
        String tone,
        @Nullable String icon,
        @Nullable String firedBy,
        boolean goesOn,
        long done,
        long total,
        @Nullable String progress,
        @Nullable String problem,
        boolean mayPause,
        boolean mayResume,
        boolean mayAct,
        Funnel funnel) {}
