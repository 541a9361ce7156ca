package org.marronnier.web.security;

import org.marronnier.domain.user.User;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Requests of a test, made by a user who signed in. */
public final class Signed {

    private Signed() {}

    public static RequestPostProcessor in(User user) {
        return SecurityMockMvcRequestPostProcessors.user(new SignedIn(user, null));
    }
}
