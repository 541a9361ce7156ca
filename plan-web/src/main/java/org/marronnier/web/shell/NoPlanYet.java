package org.marronnier.web.shell;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Says how a first plan is made, whatever page of a plan was asked for. */
@ControllerAdvice
class NoPlanYet {

    @ExceptionHandler(NoPlan.class)
    String none() {
        return "plan/none";
    }
}
