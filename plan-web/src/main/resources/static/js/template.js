// A button of the palette writes its merge field where the cursor was last, in the subject or the content.
(() => {
  let last;
  document.addEventListener("focusin", (event) => {
    if (/(^|\.)(subject|html|text)$/.test(event.target.name || "")) last = event.target;
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-inserts]");
    if (!button) return;
    const field = last?.isConnected ? last : document.querySelector("#template [name=html]");
    field.setRangeText(button.dataset.inserts, field.selectionStart, field.selectionEnd, "end");
    field.focus();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
