// Steps are dragged by their handle, within and between lists; Escape leaves a form as its way back does.
(() => {
  const root = () => document.getElementById("scenario");

  const bind = () => {
    if (!root() || !window.Sortable) return;
    for (const list of root().querySelectorAll(".m-steps")) {
      if (list.dataset.bound) continue;
      list.dataset.bound = "yes";
      window.Sortable.create(list, {
        group: "steps", handle: ".m-grip", draggable: ".m-step", animation: 0,
        onEnd: ({ item, to, newDraggableIndex, from, oldDraggableIndex }) => {
          if (to === from && newDraggableIndex === oldDraggableIndex) return;
          window.htmx.ajax("POST", root().dataset.move, {
            target: "#scenario", swap: "outerHTML",
            values: { _at: item.dataset.path, _list: to.dataset.list, _index: newDraggableIndex, version: root().dataset.version },
          });
        },
      });
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.target.closest(".m-part-form")?.querySelector("[data-cancels]")?.click();
  });
  document.addEventListener("htmx:afterSettle", bind);
  bind();
})();
