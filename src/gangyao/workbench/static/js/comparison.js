// Baseline against target: one row per indicator, an open dot where it starts, a full dot where it is to arrive.

const ROW = 74;
const INK = "#1f1c19";
const SOFT = "#5f5850";
const LINE = "#d8d1c6";
const ACCENT = "#9e2a1f";
const FONT = getComputedStyle(document.body).fontFamily;

const source = document.getElementById("chart-data");
const box = document.getElementById("charts");

if (source && box && window.echarts) {
  const data = JSON.parse(source.textContent);
  box.hidden = false;
  document.getElementById("chart-key").hidden = false;
  for (const canvas of box.querySelectorAll("[data-chart]")) draw(canvas, data[canvas.dataset.chart], canvas.dataset.chart === "rates");
}

function draw(canvas, rows, rate) {
  canvas.style.height = `${rows.length * ROW + 44}px`;
  const chart = window.echarts.init(canvas, null, { renderer: "canvas" });
  chart.setOption(options(rows, rate));
  new ResizeObserver(() => chart.resize()).observe(canvas);
}

function options(rows, rate) {
  const values = rows.flatMap((row) => [row.start, row.end]);
  const bounds = rate ? { min: Math.min(0, ...values), max: Math.max(100, ...values) } : spread(values);
  return {
    animation: false,
    textStyle: { fontFamily: FONT, color: INK },
    grid: { left: 12, right: 20, top: 6, bottom: 30 },
    tooltip: { trigger: "item", renderMode: "richText", confine: true, formatter: ({ dataIndex }) => describe(rows[dataIndex]) },
    xAxis: {
      type: "value", ...bounds, axisLine: { show: true, lineStyle: { color: INK } }, axisTick: { show: false },
      splitLine: { lineStyle: { color: "#f2eee8" } }, axisLabel: { color: SOFT, fontSize: 13, formatter: rate ? "{value}%" : "{value}" },
    },
    yAxis: { type: "category", inverse: true, data: rows.map((row) => row.name), axisLabel: { show: false }, axisTick: { show: false }, axisLine: { show: false } },
    series: [{ type: "custom", renderItem: (_, api) => item(rows[api.value(0)], api), encode: { x: [1, 2], y: 0 }, data: rows.map((row, i) => [i, row.start, row.end]) }],
  };
}

// The index axis always shows 100, and leaves room on both sides.
function spread(values) {
  const low = Math.min(100, ...values);
  const high = Math.max(100, ...values);
  const room = Math.max((high - low) * 0.08, 4);
  const step = high - low > 400 ? 100 : 20;
  return { min: Math.floor((low - room) / step) * step, max: Math.ceil((high + room) / step) * step };
}

function describe(row) {
  return `${row.name}\n基期 ${row.from}\n目标 ${row.to}\n变化 ${row.change}`;
}

function item(row, api) {
  const index = api.value(0);
  const [x1, y] = api.coord([api.value(1), index]);
  const [x2] = api.coord([api.value(2), index]);
  const right = api.getWidth() - 20;
  const line = y + 19;
  const style = { fontSize: 14, fontFamily: FONT, textBaseline: "middle" };
  const room = right - 12 - 14 * (row.change.length + 1);
  return {
    type: "group",
    children: [
      { type: "text", x: 12, y: y - 23, style: { ...style, text: row.name, fill: INK, fontWeight: 700, width: room, overflow: "truncate" } },
      { type: "text", x: right, y: y - 23, style: { ...style, text: row.change, fill: ACCENT, fontWeight: 700, textAlign: "right" } },
      { type: "text", x: 12, y: y - 3, style: { ...style, text: `${row.from} → ${row.to}`, fill: SOFT, fontSize: 13, width: right - 12, overflow: "truncate" } },
      { type: "line", shape: { x1: 12, y1: line, x2: right, y2: line }, style: { stroke: LINE, lineWidth: 1 } },
      { type: "line", shape: { x1, y1: line, x2, y2: line }, style: { stroke: ACCENT, lineWidth: 3 } },
      { type: "circle", shape: { cx: x1, cy: line, r: 5 }, style: { fill: "#fff", stroke: ACCENT, lineWidth: 2 } },
      { type: "circle", shape: { cx: x2, cy: line, r: 6 }, style: { fill: ACCENT } },
    ],
  };
}
