// The condition editor: where the focus goes after a press, and the menus close by Escape or when the focus leaves them.
(() => {
  const named = (line, what) => {
    const of = what.split(".")[0];
    const controls = [...line.querySelectorAll(".m-tok")].filter((token) => token.name.includes("." + of));
    const first = controls.filter((token) => /\.(property|of|age|op)$/.test(token.name) || token.name.endsWith("." + of));
    return first.at(-1);
  };

  const value = (line) => line.querySelector(".m-tok:not([name$='.not']):not([name$='.op']):not([name$='.n']):not([name$='.unit']):not([value='1'])");

  function next(editor, focus) {
    const button = editor.querySelector(`button[value="${CSS.escape(focus)}"]`);
    if (button) return button;
    if (focus.startsWith("add:")) return editor.querySelector(`.m-add[data-place="${focus.slice(4)}"] > summary`);
    const [place, what] = focus.split(":");
    const line = editor.querySelector(`li[data-place="${place}"]`);
    return line && ((what && named(line, what)) || value(line) || line.querySelector(".m-tok"));
  }

  document.addEventListener("htmx:afterSettle", () => {
    for (const editor of document.querySelectorAll(".m-condition[data-focus]")) {
      const focus = editor.dataset.focus;
      delete editor.dataset.focus;
      if (focus) next(editor, focus)?.focus();
      document.body.dispatchEvent(new CustomEvent("conditionChanged"));
    }
  });

  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.(".m-add[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
    event.stopPropagation();
  });

  document.addEventListener("focusout", (event) => {
    const menu = event.target.closest?.(".m-add[open]");
    if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
})();
