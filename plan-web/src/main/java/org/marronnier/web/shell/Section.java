package org.marronnier.web.shell;

import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Role;

/**
 * An entry of the navigation.
 *
 * @param name what pages call it; its words are the message {@code nav.<name>}
 * @param key the letter that follows G, or null
 */
public record Section(String name, String path, String icon, @Nullable String key, Role role) {}
