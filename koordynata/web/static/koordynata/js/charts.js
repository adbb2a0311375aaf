/* Live charts over the server's drawings: the same numbers, with a pointer. Colours come from the style sheet.

   The drawing stays for print, for small screens, and where scripts do not run. */

const SMALL = 640;
const number = new Intl.NumberFormat(document.documentElement.lang, { useGrouping: "always" });

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function show(value) {
  return value === null || value === undefined ? "–" : number.format(Math.round(value));
}

function line(name, data, tone, symbol, dashed) {
  return {
    name, data, symbol, symbolSize: dashed ? 0 : 7, showAllSymbol: true, type: "line", connectNulls: false,
    lineStyle: { color: tone, width: 2.25, type: dashed ? "dashed" : "solid" },
    itemStyle: { color: tone },
  };
}

function from(values, years, first, last) {
  return values.map((value, index) => (years[index] >= first && years[index] <= last ? value : null));
}

function lastKnown(values) {
  return values.findLastIndex((value) => value !== null);
}

/* The name of a line, and its last counted value, stand beside the line itself. */
function labelled(values, at, text, position) {
  const label = { show: true, formatter: text, position, distance: 8, color: colour("--ink"), fontWeight: 700, fontSize: 12.5 };
  return values.map((value, index) => (index === at && value !== null ? { value, label } : value));
}

/* An area between two rows of values: a hidden floor with the range stacked on it. */
function area(id, low, high, tone, opacity) {
  const plain = { type: "line", stack: id, symbol: "none", silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false } };
  const range = low.map((value, index) => (value === null || high[index] === null ? null : high[index] - value));
  return [
    { ...plain, data: low.map((value, index) => (range[index] === null ? null : value)) },
    { ...plain, data: range, areaStyle: { color: tone, opacity } },
  ];
}

function areas(data) {
  const both = data.years.map((year, index) => year <= data.last && data.demand[index] !== null && data.supply[index] !== null);
  const lower = both.map((known, index) => (known ? Math.min(data.demand[index], data.supply[index]) : null));
  const upper = both.map((known, index) => (known ? Math.max(data.demand[index], data.supply[index]) : null));
  const edge = (values) => values.map((value, index) => (data.years[index] === data.last ? data.supply[index] : value));
  return [
    ...area("gap", lower, upper, colour("--gap-fill"), 1),
    ...area("band", edge(data.low), edge(data.high), colour("--supply"), 0.16),
  ];
}

function outlookField(data, words) {
  return {
    silent: true, itemStyle: { color: colour("--wash") },
    label: { color: colour("--ink-quiet"), position: "insideTopRight", fontSize: 12 },
    data: [[{ name: words.outlook, xAxis: String(data.last) }, { xAxis: String(data.years.at(-1)) }]],
  };
}

function seriesOption(data, words) {
  const ink = colour("--ink-quiet");
  const tips = [[words.demand, data.demand], [words.supply, data.supply], [words.past, data.past]];
  return {
    animation: false,
    aria: { enabled: true, label: { description: words.label } },
    textStyle: { fontFamily: "Lato, sans-serif", color: ink },
    grid: { left: 46, right: 120, top: 22, bottom: 28 },
    xAxis: { type: "category", data: data.years.map(String), boundaryGap: false, axisTick: { show: false }, axisLine: { lineStyle: { color: colour("--ink") } }, axisLabel: { color: ink } },
    yAxis: { type: "value", min: 0, splitNumber: 4, minInterval: 1, axisLabel: { color: ink, formatter: show }, splitLine: { lineStyle: { color: colour("--rule") } } },
    tooltip: {
      trigger: "axis", backgroundColor: colour("--paper"), borderColor: colour("--rule-strong"),
      textStyle: { color: colour("--ink"), fontSize: 13 },
      formatter: (rows) => {
        const index = rows[0].dataIndex;
        const lines = tips.filter(([, values]) => values[index] !== null).map(([word, values]) => `${word}: ${show(values[index])}`);
        if (data.low[index] !== null) lines.push(`${words.range}: ${show(data.low[index])}–${show(data.high[index])}`);
        return [data.years[index] + (data.years[index] > data.last ? ` – ${words.outlook}` : ""), ...lines].join("<br>");
      },
    },
    series: lines(data, words, ink),
  };
}

/* A line that has no years ahead is named with its last value: a name to the right of it would lie on the other line. */
function ending(values, ahead, at, word) {
  return lastKnown(ahead) > at ? show(values[at]) : `${word} ${show(values[at])}`;
}

function named(ahead, at, word) {
  return lastKnown(ahead) > at ? labelled(ahead, lastKnown(ahead), word, "right") : ahead;
}

/* Whether supply ends so near to zero that its figure would lie on the axis. */
function near(data) {
  return data.supply[data.years.indexOf(data.last)] <= 0.1 * Math.max(...data.demand, ...data.supply);
}

function lines(data, words, ink) {
  const end = data.years.at(-1);
  const at = data.years.indexOf(data.last);
  const demand = from(data.demand, data.years, 0, data.last);
  const supply = from(data.supply, data.years, 0, data.last);
  const demandAhead = from(data.demand, data.years, data.last, end);
  const supplyAhead = from(data.supply, data.years, data.last, end);
  return [
    { ...areas(data)[0], markArea: data.last < end ? outlookField(data, words) : undefined },
    ...areas(data).slice(1),
    line(words.demand, labelled(demand, at, ending(demand, demandAhead, at, words.demand), "top"), colour("--demand"), "circle"),
    line(words.supply, labelled(supply, at, ending(supply, supplyAhead, at, words.supply), near(data) ? "top" : "bottom"), colour("--supply"), "rect"),
    { ...line(words.demand, named(demandAhead, at, words.demand), colour("--demand"), "circle", true), symbolSize: 0.1 },
    { ...line(words.supply, named(supplyAhead, at, words.supply), colour("--supply"), "rect", true), symbolSize: 0.1 },
    { ...line(words.past, data.past, ink, "none", true), lineStyle: { color: ink, width: 1.5, type: "dotted" } },
  ];
}

function draw(box) {
  if (box.querySelector(".chart-live") || window.innerWidth <= SMALL) return;
  const data = JSON.parse(document.getElementById(box.dataset.source).textContent);
  const place = document.createElement("div");
  place.className = "chart-live";
  box.prepend(place);
  const chart = window.echarts.init(place, null, { renderer: "svg" });
  const paint = () => chart.setOption(seriesOption(data, box.dataset), true);
  paint();
  new ResizeObserver(() => chart.resize()).observe(place);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
}

if (window.echarts) document.querySelectorAll('[data-chart="series"]').forEach(draw);
