import { loadScript } from './load-script.js';

const HEIGHT = 240;
const DAY_SECONDS = 86_400;
/** Figure → its picture. */
const drawn = new Map();

const resizes = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) {
    const plot = drawn.get(target.closest('figure'));
    if (plot && contentRect.width > 0) plot.setSize({ width: Math.floor(contentRect.width), height: HEIGHT });
  }
});

/** Draws each figure of the page that is not drawn yet, or that says something else by now. */
export async function drawCharts() {
  forgetGone();
  for (const figure of document.querySelectorAll('figure[data-chart]')) {
    const { chart } = figure.dataset;
    if (figure.drawnChart === chart) continue;
    figure.drawnChart = chart;
    const data = await dataOf(figure);
    const plot = drawn.get(figure);
    if (plot && isSameShape(data, figure.chartData)) {
      figure.chartData = data;
      plot.setData(columnsOf(data));
      continue;
    }
    plot?.destroy();
    drawn.set(figure, null);
    if (data.times.length === 0) continue;
    await loadScript('uplot.js');
    draw(figure, data);
  }
}

function isSameShape(data, before) {
  return data.times.length > 0 && data.series.length === before.series.length;
}

function columnsOf({ times, series }) {
  return [times, ...series.map(({ values }) => values)];
}

/** Colours stand in the picture itself, so another theme needs another picture. */
export function redrawCharts() {
  for (const [figure, plot] of drawn) {
    if (!plot) continue;
    plot.destroy();
    draw(figure, figure.chartData);
  }
}

function forgetGone() {
  for (const [figure, plot] of drawn) {
    if (figure.isConnected) continue;
    plot?.destroy();
    drawn.delete(figure);
  }
}

async function dataOf(figure) {
  const { chart, chartSource } = figure.dataset;
  if (chartSource === undefined) return JSON.parse(chart);
  try {
    const response = await fetch(chartSource, { headers: { accept: 'application/json' } });
    return response.ok ? await response.json() : JSON.parse(chart);
  } catch {
    return JSON.parse(chart);
  }
}

function draw(figure, data) {
  figure.chartData = data;
  const place = figure.querySelector('.chart-picture');
  const colour = coloursOf(figure);
  const lineColour = (index) => colour(`--series-${(index % 6) + 1}`);
  const { chartKind: kind, chartUnit: unit } = figure.dataset;
  const options = {
    width: Math.max(Math.floor(place.clientWidth), 200),
    height: HEIGHT,
    tzDate: (seconds) => globalThis.uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    // Half a label of the axis has room behind the last line.
    padding: [8, 20, 0, 0],
    cursor: { y: false, points: { size: 7 } },
    legend: { markers: { width: 0, fill: (_plot, index) => lineColour(index - 1) } },
    scales: {
      x: { range: (_plot, from, to) => widen(from, to, kind, data.times) },
      y: { range: (_plot, _lowest, highest) => [0, highest > 0 ? highest * 1.1 : 1] },
    },
    axes: [
      { ...axis(colour), space: 64, size: 32, values: sayTimes },
      { ...axis(colour), size: unit ? 66 : 46, values: (_plot, ticks) => ticks.map((tick) => sayTick(tick, unit)) },
    ],
    series: [
      { label: 'UTC', value: (_plot, seconds) => (seconds === null ? '–' : sayTime(seconds)) },
      ...data.series.map(({ label }, index) => line(label, lineColour(index), kind, unit)),
    ],
  };
  const plot = new globalThis.uPlot(options, columnsOf(data), place);
  drawn.set(figure, plot);
  resizes.observe(place);
}

function line(label, stroke, kind, unit) {
  const { bars, spline } = globalThis.uPlot.paths;
  const shape = {
    line: { points: { show: true, size: 5, fill: stroke, filter: lonely } },
    area: { fill: withAlpha(stroke, 0.12) },
    bars: { fill: withAlpha(stroke, 0.75), paths: bars({ size: [0.7, 48], radius: 0.15 }) },
  };
  const value = (_plot, figure) => (figure === null ? '–' : say(figure, unit));
  return { label, stroke, width: 1.75, value, points: { show: false }, paths: spline(), ...shape[kind] };
}

/** A line needs two points; one between nothings is drawn as a dot. */
function lonely(plot, index) {
  const values = plot.data[index];
  const isThere = (place) => values[place] !== null && values[place] !== undefined;
  return [...values.keys()].filter((place) => isThere(place) && !isThere(place - 1) && !isThere(place + 1));
}

function axis(colour) {
  return {
    stroke: colour('--muted'),
    font: '12px system-ui, sans-serif',
    grid: { stroke: colour('--edge'), width: 1 },
    ticks: { show: false },
  };
}

/** Bars stand on their time, so the first and the last need half a step of room beside them. */
function widen(from, to, kind, times) {
  const step = times.length > 1 ? times[1] - times[0] : DAY_SECONDS;
  return kind === 'bars' || from === to ? [from - step / 2, to + step / 2] : [from, to];
}

function sayTime(seconds) {
  return new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ');
}

/** Days where ticks are days apart, hours where they are not; the same in every country. */
function sayTimes(_plot, ticks, _axis, _space, step) {
  return ticks.map((seconds) => {
    const [date, time] = sayTime(seconds).split(' ');
    return step >= DAY_SECONDS || time === '00:00' ? date.slice(5) : time;
  });
}

/** What is counted is whole; so are the figures at its side. */
function sayTick(tick, unit) {
  return unit || Number.isInteger(tick) ? say(tick, unit) : '';
}

function say(figure, unit) {
  const words = figure.toLocaleString('en', {
    maximumFractionDigits: 1,
    notation: figure >= 1e5 ? 'compact' : 'standard',
  });
  return unit ? `${words} ${unit}` : words;
}

/** A token as the browser computes it here: `light-dark()` is no colour that a canvas knows. */
function coloursOf(figure) {
  const probe = document.createElement('span');
  probe.hidden = true;
  figure.append(probe);
  const known = new Map();
  return (token) => {
    if (!known.has(token)) {
      if (!probe.isConnected) figure.append(probe);
      probe.style.color = `var(${token})`;
      known.set(token, getComputedStyle(probe).color);
      probe.remove();
    }
    return known.get(token);
  };
}

function withAlpha(colour, alpha) {
  return colour.replace(/^rgb\((.+)\)$/, (_all, parts) => `rgba(${parts}, ${alpha})`);
}
