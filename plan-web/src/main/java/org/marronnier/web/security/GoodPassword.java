package org.marronnier.web.security;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A password of at least 12 characters and at most 72 bytes, that is not one character over and
 * over.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = GoodPassword.Check.class)
public @interface GoodPassword {

    String message() default "{password.wrong}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The check itself; a password that is left out is the business of another constraint. */
    final class Check implements ConstraintValidator<GoodPassword, String> {

        private static final int FEWEST_DIFFERENT = 5;

        @Override
        public boolean isValid(@Nullable String password, ConstraintValidatorContext context) {
            return password == null
                    || password.isEmpty()
                    || (password.length() >= Passwords.FEWEST
                            && password.getBytes(StandardCharsets.UTF_8).length
                                    <= Passwords.MOST_BYTES
                            && password.chars().distinct().count() >= FEWEST_DIFFERENT);
        }
    }
}
