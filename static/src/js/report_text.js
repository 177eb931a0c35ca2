// Writing a section: a figure is inserted where the cursor stands, and typed text is not left by
// accident. Without this the server puts the figure at the end of the text.
for (const form of document.querySelectorAll("[data-report-text]")) {
  const text = form.querySelector("textarea");
  const choice = form.querySelector("select[name=reference]");
  let saved = text.value;

  form.querySelector("[data-insert]")?.addEventListener("click", (press) => {
    press.preventDefault();
    text.setRangeText(choice.value, text.selectionStart, text.selectionEnd, "end");
    text.focus();
  });
  form.addEventListener("submit", () => {
    saved = text.value;
  });
  window.addEventListener("beforeunload", (leaving) => {
    if (text.value !== saved) leaving.preventDefault();
  });
}
