// What every htmx request has in common: the CSRF header, and a toast where the answer is an error.
(() => {
  const csrf = () => document.querySelector("meta[name=csrf]");
  const words = () => document.getElementById("toasts").dataset;
  const say = (text) => document.dispatchEvent(new CustomEvent("toast", { detail: { text, error: true } }));

  document.addEventListener("htmx:configRequest", (event) => {
    if (csrf()) event.detail.headers[csrf().dataset.header] = csrf().content;
  });
  document.addEventListener("htmx:responseError", (event) => {
    const answer = event.detail.xhr;
    if (answer.getResponseHeader("HX-Redirect")) return;
    if (/"toast"/.test(answer.getResponseHeader("HX-Trigger") || "")) return;
    const known = { 403: words().forbidden, 404: words().missing, 409: words().conflict };
    say(known[answer.status] || words().failed);
  });
  // A form that saves itself says beside its title that it is offline.
  const lost = (event) => { if (!event.target.matches?.("[data-autosave]")) say(words().offline); };
  document.addEventListener("htmx:sendError", lost);
  document.addEventListener("htmx:timeout", lost);

  // A swap that takes the focused element away gives the focus to its successor, or to the region.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (document.activeElement !== document.body) return;
    const next = event.detail.elt.querySelector?.("[autofocus], [aria-invalid=true]");
    if (next) next.focus();
  });
})();
