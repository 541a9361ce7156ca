package org.marronnier.web.editing;

import org.marronnier.domain.user.Role;
import org.marronnier.web.security.For;
import org.marronnier.web.security.ReturnPath;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Changes that are taken back. */
@Controller
@RequestMapping("/changes/{id}")
@For(Role.MARKETER)
class ChangesController {

    private final UndoingChange undoing;
    private final EditingItem editing;
    private final CurrentPlan current;
    private final Answering answering;

    ChangesController(
            UndoingChange undoing, EditingItem editing, CurrentPlan current, Answering answering) {
        this.undoing = undoing;
        this.editing = editing;
        this.current = current;
        this.answering = answering;
    }

    @PostMapping("/undo")
    String undo(@PathVariable long id, @RequestParam(defaultValue = "/") String to) {
        var answer = undoing.undo(Editor.current(), plan(), id);
        return answering.onward(answer, there(answer, to), "change.undone");
    }

    @PostMapping("/restoration")
    String restore(@PathVariable long id, @RequestParam(defaultValue = "/") String to) {
        var answer = undoing.restore(Editor.current(), plan(), id);
        return answering.onward(answer, there(answer, to), "change.restored");
    }

    /** Back to the page that asked, or to the list where its item is gone. */
    private String there(Answer answer, String to) {
        return answer instanceof Answer.Saved(var item, var change)
                        && change != null
                        && !item.place().key().isEmpty()
                        && editing.find(plan(), item.place()).isEmpty()
                ? ItemPaths.list(item.place())
                : ReturnPath.local(to).orElse("/");
    }

    private String plan() {
        return current.key().orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
