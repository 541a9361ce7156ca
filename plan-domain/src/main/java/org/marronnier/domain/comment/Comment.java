package org.marronnier.domain.comment;

import java.time.Instant;
import org.marronnier.domain.document.ItemPlace;

/** What somebody said about an item of a plan. */
public record Comment(long id, String plan, ItemPlace place, String who, Instant at, String text) {}
