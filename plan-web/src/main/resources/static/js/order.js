// A form with data-sorts holds lists with data-sorted, whose items are dragged by their .m-grip. With the keyboard: Space picks an item up,
// the arrows move it, Space puts it down, Escape takes it back. Then the form is sent; without a script the grip moves its item one place up.
(() => {
  const items = (list) => [...list.children];

  function keyboard(form, list) {
    let held = null;
    let home = null;
    const drop = () => { held?.querySelector(".m-grip").removeAttribute("aria-pressed"); held = null; };

    list.addEventListener("click", (event) => {
      const grip = event.target.closest(".m-grip");
      if (!grip) return;
      event.preventDefault();
      const item = items(list).find((one) => one.contains(grip));
      if (held === item) {
        drop();
        form.requestSubmit();
      } else if (event.detail === 0) {
        drop();
        held = item;
        home = item.nextElementSibling;
        grip.setAttribute("aria-pressed", "true");
      }
    });
    list.addEventListener("keydown", (event) => {
      if (!held) return;
      if (event.key === "Escape") {
        list.insertBefore(held, home);
        held.querySelector(".m-grip").focus();
        drop();
      } else if (event.key === "ArrowUp" && held.previousElementSibling) {
        list.insertBefore(held, held.previousElementSibling);
      } else if (event.key === "ArrowDown" && held.nextElementSibling) {
        list.insertBefore(held.nextElementSibling, held);
      } else {
        return;
      }
      event.preventDefault();
      held?.querySelector(".m-grip").focus();
    });
  }

  for (const form of document.querySelectorAll("form[data-sorts]")) {
    for (const list of form.querySelectorAll("[data-sorted]")) {
      keyboard(form, list);
      Sortable.create(list, {
        handle: ".m-grip",
        animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
        onEnd: (event) => { if (event.oldIndex !== event.newIndex) form.requestSubmit(); },
      });
    }
  }
})();
