// The steps of a journey are dragged by their handle; Escape leaves a form as its way back does.
(() => {
  const root = () => document.getElementById("journey");

  const bind = () => {
    const path = root()?.querySelector(".m-path");
    if (!path || path.dataset.bound || !window.Sortable) return;
    path.dataset.bound = "yes";
    window.Sortable.create(path, {
      handle: ".m-grip", draggable: ".m-path-step:not(.add)", animation: 0,
      onEnd: ({ item, newDraggableIndex, oldDraggableIndex }) => {
        if (newDraggableIndex === oldDraggableIndex) return;
        window.htmx.ajax("POST", root().dataset.move, {
          target: "#journey", swap: "outerHTML",
          values: { _step: item.dataset.step, _index: newDraggableIndex, version: root().dataset.version },
        });
      },
    });
  };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.target.closest(".m-path-form, .m-import")?.querySelector("[data-cancels]")?.click();
  });
  document.addEventListener("htmx:afterSettle", bind);
  bind();
})();
