// The part of a rule that is edited in place takes the focus; Escape leaves it as its way back does.
(() => {
  const first = () => document.querySelector("#draft .m-rule-part:not([hidden]) :is(input:not([type=hidden]), select)");

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.elt.id === "rules") first()?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") event.target.closest("#draft")?.querySelector("[data-cancels]")?.click();
  });
})();
