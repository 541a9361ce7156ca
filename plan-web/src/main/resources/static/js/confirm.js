// What cannot be undone is confirmed by typing the number concerned: the button waits for it. A refused dialog opens again.
(() => {
  const plain = (text) => text.replace(/[\s\u00a0\u202f.,]/g, "");

  for (const field of document.querySelectorAll("[data-confirms]")) {
    const button = field.form.querySelector("[data-confirmed]");
    const check = () => { button.disabled = plain(field.value) !== field.dataset.confirms; };
    field.addEventListener("input", check);
    check();
  }
  document.querySelector("dialog[data-open]")?.showModal();
})();
