package org.marronnier.domain.user;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All people who may sign in. */
public interface Users {

    /** All of them by name. */
    List<User> all();

    boolean isEmpty();

    Optional<User> find(long id);

    Optional<User> named(String name);

    /** The hash of the password of a user who exists. */
    String passwordHash(long id);

    /** Adds a user, who may sign in at once; empty where the name is taken. */
    Optional<User> add(Username name, String fullName, Role role, String passwordHash, Instant now);

    void change(long id, String fullName, Role role);

    void setPasswordHash(long id, String passwordHash);

    void setEnabled(long id, boolean enabled);

    void setLanguage(long id, Language language);

    void signedIn(long id, Instant now);

    /**
     * The ids of the admins who may sign in, held until the transaction ends, so that two changes
     * at once cannot take away the last two.
     */
    List<Long> holdAdmins();
}
