// The return form, made quicker: the percentage as it is typed, one way of answering at a time, a
// warning before typed text is lost. Everything works without this; the server counts again.

// "1,234", " 246 " and "33.0" are what people type; anything else is no whole number. The same
// spellings as the server reads (performance/domain/reading.py).
const WHOLE = /^(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.0*)?$/;
const LARGEST = 10_000_000n;

function wholeNumber(text) {
  const typed = text.trim();
  return WHOLE.test(typed) ? BigInt(typed.split(".")[0].replaceAll(",", "")) : null;
}

// Half up, from whole numbers, as the server does: floats miss ties.
function percentage(numerator, denominator, places) {
  const scale = 10n ** BigInt(places);
  const scaled = (2n * 100n * scale * numerator + denominator) / (2n * denominator);
  if (places === 0) return scaled.toString();
  const fraction = (scaled % scale).toString().padStart(places, "0").replace(/0+$/, "");
  return fraction ? `${scaled / scale}.${fraction}` : (scaled / scale).toString();
}

// [what stands beside the boxes, the line below it]
function outcome(numerator, denominator, places, unit) {
  if (!numerator.trim() || !denominator.trim()) return ["–", ""];
  const [part, whole] = [wholeNumber(numerator), wholeNumber(denominator)];
  if (part === null || whole === null) return ["–", "enter whole numbers"];
  if (whole === 0n) return ["–", part === 0n ? "nobody to count" : "needs correcting"];
  if (part > whole || whole > LARGEST) return ["–", "needs correcting"];
  return [`${percentage(part, whole, places)}${unit}`, ""];
}

function startCounts(measure) {
  const part = measure.querySelector("[data-numerator]");
  const whole = measure.querySelector("[data-denominator]");
  const result = measure.querySelector("[data-outcome]");
  const note = measure.querySelector("[data-outcome-note]");
  if (!part || !whole || !result) return;
  const places = Number(measure.dataset.decimals ?? 1);
  const show = () => {
    const [figure, words] = outcome(part.value, whole.value, places, measure.dataset.unit ?? "%");
    result.textContent = figure;
    if (note) note.textContent = words;
  };
  part.addEventListener("input", show);
  whole.addEventListener("input", show);
  // What the server wrote stays until something is typed, unless it wrote nothing.
  if (!result.textContent.trim()) show();
}

// "1,204", as the server prints it.
function printed(whole) {
  return whole.toString().replace(/\B(?=(?:[0-9]{3})+$)/g, ",");
}

// The words of the server (performance/domain/cumulative.py) for a sum beside the year's target.
// `low` and `high` are whole, or null where the target has no such end.
function against(outturn, low, high) {
  if (low !== null && outturn < low) return `${printed(low - outturn)} ${high === null ? "short" : "below"}`;
  if (high !== null && outturn > high) return `${printed(outturn - high)} above`;
  if (high === null) return "reached";
  return low === null ? "kept to" : "in range";
}

function forecastWords(soFar, expected, { low, high, target }) {
  const outturn = soFar + expected;
  const sum = `${printed(soFar)} so far + ${printed(expected)} expected = ${printed(outturn)} by 31 March`;
  if (!target) return `${sum}; no target`;
  const [floor, ceiling] = [low ? wholeNumber(low) : null, high ? wholeNumber(high) : null];
  // A target that is no whole number is left to the server.
  if ((low && floor === null) || (high && ceiling === null)) return sum;
  return `${sum}, target ${target}: ${against(outturn, floor, ceiling)}`;
}

function startForecast(measure) {
  const forecast = measure.querySelector("[data-forecast]");
  const soFar = measure.querySelector("[data-value]");
  const expected = forecast?.querySelector("[data-expected]");
  if (!soFar || !expected) return;
  const outturn = forecast.querySelector("[data-forecast-outturn]");
  const words = forecast.querySelector("[data-forecast-words]");
  const show = () => {
    const [part, rest] = [wholeNumber(soFar.value), wholeNumber(expected.value)];
    const known = part !== null && rest !== null;
    outturn.textContent = known ? printed(part + rest) : "–";
    words.textContent = known ? forecastWords(part, rest, forecast.dataset) : "";
  };
  soFar.addEventListener("input", show);
  expected.addEventListener("input", show);
}

// One way of answering is in sight. The boxes of the others keep their text and are sent too: the
// server knows by the mode which of them counts.
function showMode(measure, modes, name) {
  for (const mode of modes) mode.hidden = !mode.dataset.mode.split(" ").includes(name);
  for (const button of measure.querySelectorAll("[data-show-mode]")) {
    button.hidden = button.dataset.showMode === name;
  }
}

// The server's own word for the mode stands in the button that would ask the server for it.
function tellMode(measure, button) {
  const told = (measure.closest("section") ?? measure).querySelector("[data-mode-chosen]");
  if (told) told.value = button.value.split(":").pop();
}

function startModes(measure) {
  const modes = [...measure.querySelectorAll("[data-mode]")];
  if (modes.length < 2) return;
  // A box that several ways of typing share says nothing of which one is in use.
  const single = modes.filter((mode) => !mode.dataset.mode.includes(" "));
  const shown = single.find((mode) => !mode.hidden) ?? single[0];
  showMode(measure, modes, shown.dataset.mode);
  measure.addEventListener("click", (event) => {
    const button = event.target.closest("[data-show-mode]");
    if (!button) return;
    event.preventDefault();
    showMode(measure, modes, button.dataset.showMode);
    tellMode(measure, button);
    const shown = modes.find((mode) => mode.dataset.mode === button.dataset.showMode);
    const box = shown?.querySelector("input, select, textarea");
    box?.focus();
  });
}

// Leaving with unsaved text asks first; sending the form does not.
function startUnsaved(form) {
  let changed = form.querySelector(".govuk-error-summary") !== null;
  form.addEventListener("input", () => {
    changed = true;
  });
  form.addEventListener("submit", () => {
    changed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}

for (const measure of document.querySelectorAll("[data-measure]")) {
  startCounts(measure);
  startForecast(measure);
  startModes(measure);
}
document.querySelectorAll("form[data-unsaved]").forEach(startUnsaved);
