// A file dropped anywhere on the form goes into its file field.
document.querySelectorAll("form[data-drop]").forEach((form) => {
  const field = form.elements[form.dataset.drop];
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    field.files = event.dataTransfer.files;
    field.focus();
  });
});
