// Draws a chart over its picture when the reader comes near it. The picture, which is what paper
// shows, stays when anything fails; the table under the chart is never touched.

const loading = new Map();

// Plotly is large: it comes once, and only to pages where a chart is in sight.
function load(address) {
  if (!loading.has(address)) {
    loading.set(
      address,
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = () => resolve(window.Plotly);
        script.onerror = () => reject(new Error(`${address} did not load`));
        document.head.append(script);
      }),
    );
  }
  return loading.get(address);
}

function specification(id) {
  const { data, layout, config } = JSON.parse(document.getElementById(id).textContent);
  return [
    data.map((trace) => ({ cliponaxis: false, ...trace })),
    { autosize: true, ...layout },
    { ...config, displayModeBar: false, responsive: true, scrollZoom: false },
  ];
}

// The axis names years below some of its quarters ("Q1<br>2020-21"): a phone keeps the years.
function namedPlaces(axis) {
  const places = axis.tickvals.map((at, place) => [at, axis.ticktext?.[place] ?? String(at)]);
  const years = places.filter(([, words]) => words.includes("<br>"));
  return years.length > 1 ? years.map(([at, words]) => [at, words.split("<br>").pop()]) : places;
}

// Under 641 px: fewer labels below the axis, the last kept, never smaller type.
function forPhone(layout, width) {
  const axis = layout.xaxis;
  if (width > 640 || !axis?.tickvals) return layout;
  const places = namedPlaces(axis);
  const most = Math.max(2, Math.floor((width - (layout.margin?.r ?? 0)) / 75));
  const every = Math.ceil(places.length / most);
  const kept = places.filter((_, place) => (places.length - 1 - place) % every === 0);
  const tickvals = kept.map(([at]) => at);
  const ticktext = kept.map(([, words]) => words);
  return { ...layout, xaxis: { ...axis, tickvals, ticktext } };
}

// Charts of rows have names on one side and numbers on the other, which take all of a phone's width:
// there the picture stays, and the table under it opens.
// So does a picture that was drawn for a phone, with words that are short enough for it.
function fits(figure, layout, width) {
  const narrow = figure.querySelector("source");
  if (narrow && window.matchMedia(narrow.media).matches) return false;
  const { l = 0, r = 0 } = layout.margin ?? {};
  return width - l - r >= 120;
}

function showPicture(figure, picture) {
  picture.hidden = false;
  const table = figure.querySelector("details");
  // A picture drawn for a phone can be read; one that has shrunk cannot.
  if (table && !figure.querySelector("source")) table.open = true;
}

// A window made narrow, or a page made large, after the chart was drawn.
function watchWidth(figure, area, drawing, picture, layout) {
  const check = () => {
    // An area that is not laid out at the moment has no width, which says nothing.
    if (!area.clientWidth || fits(figure, layout, area.clientWidth)) return;
    window.removeEventListener("resize", check);
    window.Plotly.purge(drawing);
    drawing.remove();
    delete figure.dataset.drawn;
    showPicture(figure, picture);
  };
  window.addEventListener("resize", check);
}

// Our content policy forbids the rules that Plotly would write: plotly.css has them, and this
// element, which Plotly looks for, tells it so.
function refuseInlineRules() {
  const mark = document.createElement("template");
  mark.id = "plotly.js-style-global";
  mark.className = "no-inline-styles";
  document.head.append(mark);
}

// What the picture says is what a screen reader hears of the drawing.
function describe(area, picture) {
  area.setAttribute("role", "img");
  area.setAttribute("aria-label", picture.alt);
}

async function draw(figure) {
  const area = figure.querySelector(".chart-area");
  const picture = area?.querySelector("img");
  if (!picture) return;
  const drawing = document.createElement("div");
  try {
    const [data, layout, config] = specification(figure.dataset.chart);
    if (!fits(figure, layout, area.clientWidth)) {
      showPicture(figure, picture);
      return;
    }
    const plotly = await load(figure.dataset.plotly);
    layout.height ??= Number(figure.dataset.height) || 400;
    drawing.hidden = true;
    area.append(drawing);
    // Plotly measures what it draws into: shown only now, when everything else has gone well.
    drawing.hidden = false;
    picture.hidden = true;
    await plotly.newPlot(drawing, data, forPhone(layout, area.clientWidth), config);
    describe(drawing, picture);
    figure.dataset.drawn = "yes";
    watchWidth(figure, area, drawing, picture, layout);
  } catch (error) {
    drawing.remove();
    picture.hidden = false;
    console.warn("The chart stays a picture.", error);
  }
}

function watch(figures) {
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        watcher.unobserve(entry.target);
        draw(entry.target);
      }
    },
    { rootMargin: "300px" },
  );
  figures.forEach((figure) => watcher.observe(figure));
}

refuseInlineRules();
watch(document.querySelectorAll("figure[data-chart][data-plotly]"));
