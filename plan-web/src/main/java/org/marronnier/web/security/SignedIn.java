package org.marronnier.web.security;

import java.io.Serial;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Language;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.User;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;

/** The user of a session, as the user was when it was opened. */
public final class SignedIn implements UserDetails, CredentialsContainer {

    @Serial private static final long serialVersionUID = 1;

    private final long id;
    private final String name;
    private final String fullName;
    private final Role role;
    private final @Nullable Language language;
    private final boolean enabled;
    private final int version;
    private @Nullable String passwordHash;

    SignedIn(User user, @Nullable String passwordHash) {
        this.id = user.id();
        this.name = user.name().text();
        this.fullName = user.fullName();
        this.role = user.role();
        this.language = user.language();
        this.enabled = user.enabled();
        this.version = user.version();
        this.passwordHash = passwordHash;
    }

    /** The user of this request, where there is one. */
    public static Optional<SignedIn> current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn
                ? Optional.of(signedIn)
                : Optional.empty();
    }

    public long id() {
        return id;
    }

    public String fullName() {
        return fullName;
    }

    public Role role() {
        return role;
    }

    public @Nullable Language language() {
        return language;
    }

    /** One or two letters for the round mark beside the name. */
    public String initials() {
        List<String> words = List.of(fullName.strip().split("[\\s-]+", -1));
        String first = words.getFirst().substring(0, 1);
        String last = words.size() > 1 ? words.getLast().substring(0, 1) : "";
        return (first + last).toUpperCase(Locale.ROOT);
    }

    boolean isStill(User user) {
        return user.enabled() && user.version() == version;
    }

    @Override
    public List<? extends GrantedAuthority> getAuthorities() {
        return role.included().stream()
                .map(included -> new SimpleGrantedAuthority(Permission.authority(included)))
                .toList();
    }

    @Override
    public @Nullable String getPassword() {
        return passwordHash;
    }

    @Override
    public String getUsername() {
        return name;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void eraseCredentials() {
        passwordHash = null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn that && that.id == id;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }

    @Override
    public String toString() {
        return name;
    }
}
