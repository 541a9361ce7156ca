package org.marronnier.domain.audience;

/** One contact of an audience, by both of its names. */
public record AudienceMember(long contact, String externalId) {}
