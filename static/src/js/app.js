// On every page: the phone's menu, buttons that are pressed twice, the error summary.
import { Button } from "./govuk-button.js";
import { ErrorSummary } from "./govuk-error-summary.js";

function startMenu(button) {
  const list = document.getElementById(button.getAttribute("aria-controls"));
  const show = (open) => {
    list.classList.toggle("closed", !open);
    button.setAttribute("aria-expanded", String(open));
  };
  show(false);
  button.addEventListener("click", () => show(list.classList.contains("closed")));
}

// A submit button with data-busy="Building…" says so and ignores a second press.
function startBusyForm(form) {
  form.addEventListener("submit", (event) => {
    const button = event.submitter ?? form.querySelector("[data-busy]");
    if (!button || event.defaultPrevented || !button.dataset.busy) return;
    if (button.getAttribute("aria-disabled") === "true") {
      event.preventDefault();
      return;
    }
    button.dataset.words = button.textContent;
    button.textContent = button.dataset.busy;
    button.setAttribute("aria-disabled", "true");
  });
}

// The browser's back button shows a page as it was left: buttons wait no longer.
function wakeButtons() {
  for (const button of document.querySelectorAll("[data-words]")) {
    button.textContent = button.dataset.words;
    button.removeAttribute("aria-disabled");
    delete button.dataset.words;
  }
}

// A choice that sends its form by itself keeps its button for those without script.
function startPicker(select) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

// A page that shows progress asks again until the work is done.
function startRefresh(element) {
  const seconds = Number(element.dataset.refresh) || 3;
  window.setTimeout(() => window.location.reload(), seconds * 1000);
}

function startGovuk() {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  for (const part of document.querySelectorAll('[data-module="govuk-error-summary"]')) {
    new ErrorSummary(part);
  }
  for (const part of document.querySelectorAll("[data-prevent-double-click]")) {
    new Button(part);
  }
}

startGovuk();
document.querySelectorAll("[data-menu]").forEach(startMenu);
document.querySelectorAll("form:has([data-busy])").forEach(startBusyForm);
document.querySelectorAll("select[data-send]").forEach(startPicker);
document.querySelectorAll("[data-refresh]").forEach(startRefresh);
window.addEventListener("pageshow", wakeButtons);
