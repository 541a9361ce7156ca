// While somebody reads the contacts of a line, what renews a run leaves its funnel as it is.
(() => {
  document.addEventListener("htmx:beforeSwap", (event) => {
    const run = event.detail.target;
    if (!run.matches?.(".m-run") || !run.querySelector("details[open]")) return;
    const now = run.querySelector(":scope > .now");
    event.detail.target = now;
    event.detail.selectOverride = `#${now.id}`;
    event.detail.swapOverride = "outerHTML";
  });
})();
