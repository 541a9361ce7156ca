package org.marronnier.domain.calendar;

/** Whose moment it is. */
public enum Moment {
    BRAND,
    CUSTOMER,
    COMMERCIAL
}
