// Figures that renew themselves leave the page as it is while somebody reads a table of it or has a dialog open.
(() => {
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.id !== "live-now") return;
    if (document.hidden || document.querySelector("dialog[open], #live-now details[open]")) event.preventDefault();
  });
})();
