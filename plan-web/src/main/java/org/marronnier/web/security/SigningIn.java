package org.marronnier.web.security;

import java.time.Clock;
import java.util.Locale;
import org.marronnier.domain.user.Users;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Checks a name and a password, unless too many such checks have failed lately. */
@Component
final class SigningIn implements AuthenticationProvider {

    private final DaoAuthenticationProvider passwords;
    private final Users users;
    private final Attempts attempts;
    private final Clock clock;

    SigningIn(Users users, PasswordEncoder encoder, Attempts attempts, Clock clock) {
        this.passwords =
                new DaoAuthenticationProvider(
                        name ->
                                users.named(name)
                                        .map(
                                                user ->
                                                        new SignedIn(
                                                                user,
                                                                users.passwordHash(user.id())))
                                        .orElseThrow(
                                                () ->
                                                        UsernameNotFoundException.fromUsername(
                                                                name)));
        this.passwords.setPasswordEncoder(encoder);
        this.users = users;
        this.attempts = attempts;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        String name = asked.getName().strip().toLowerCase(Locale.ROOT);
        String address =
                asked.getDetails() instanceof WebAuthenticationDetails details
                        ? details.getRemoteAddress()
                        : "";
        if (attempts.areTooMany(name, address)) {
            throw new LockedException("Too many attempts");
        }
        try {
            Authentication signedIn = passwords.authenticate(lowerCased(asked, name));
            attempts.succeeded(name, address);
            if (signedIn.getPrincipal() instanceof SignedIn user) {
                users.signedIn(user.id(), clock.instant());
            }
            return signedIn;
        } catch (AuthenticationException failure) {
            attempts.failed(name, address);
            throw new BadCredentialsException("Wrong name or password");
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private static Authentication lowerCased(Authentication asked, String name) {
        UsernamePasswordAuthenticationToken token =
                UsernamePasswordAuthenticationToken.unauthenticated(name, asked.getCredentials());
        token.setDetails(asked.getDetails());
        return token;
    }
}
