// What cannot be undone is confirmed by typing the number concerned: the button waits for it. A refused dialog opens again.
(() => {
  const plain = (text) => text.replace(/[\s\u00a0\u202f.,]/g, "");

  const check = (field) => {
    field.form.querySelector("[data-confirmed]").disabled = plain(field.value) !== field.dataset.confirms;
  };
  const checkAll = () => document.querySelectorAll("[data-confirms]").forEach(check);

  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-confirms]")) check(event.target);
  });
  document.addEventListener("htmx:oobAfterSwap", checkAll);
  checkAll();
  document.querySelector("dialog[data-open]")?.showModal();
})();
