// Bars over time with uPlot, and the same figures as a table for those who cannot see a canvas.
import {html, useEffect, useRef, useState} from './lib.js';
import {Table} from './table.js';

const HEIGHT = 190;

/**
 * times: seconds since 1970. series: {name, values, color, kind} with color the name of a CSS variable and kind
 * 'bars' or 'line'. label(seconds) names a point, value(number) a value.
 */
export function Chart({title, times, series, label, value = String}) {
  const frame = useRef();
  const [point, setPoint] = useState(null);
  const dark = useDark();
  const figures = JSON.stringify([times, series]);
  useEffect(() => {
    const element = frame.current;
    const plot = new window.uPlot(options(element, times, series, label, value, setPoint), [times, ...series.map((each) => each.values)], element);
    const resized = new ResizeObserver(() => plot.setSize({width: element.clientWidth, height: HEIGHT}));
    resized.observe(element);
    return () => {
      resized.disconnect();
      plot.destroy();
    };
  }, [figures, dark]);
  const rows = times.map((time, i) => ({time, i}));
  const columns = [
    {label: 'Time', cell: (row) => label(row.time)},
    ...series.map((each) => ({label: each.name, kind: 'right', cell: (row) => value(each.values[row.i])})),
  ];
  return html`<figure class="chart">
    <figcaption><span>${point === null || !times[point] ? title : label(times[point])}</span>
      <span class="legend">${series.map((each) => html`<span class=${each.color.slice(2)}>
        ${each.name} <b>${value(point === null ? sum(each.values) : each.values[point] ?? 0)}</b></span>`)}</span>
    </figcaption>
    <div class="plot" ref=${frame} aria-hidden="true"></div>
    <details><summary>As a table</summary><${Table} caption=${title} columns=${columns} rows=${rows} name=${(row) => row.time} kind="plain-table" /></details>
  </figure>`;
}

function options(element, times, series, label, value, setPoint) {
  const css = getComputedStyle(element);
  const color = (name) => css.getPropertyValue(name).trim();
  const step = times.length > 1 ? times[1] - times[0] : 86400;
  const axis = {stroke: color('--muted'), font: `12px ${css.fontFamily}`, ticks: {show: false}, grid: {stroke: color('--line'), width: 1}};
  return {
    width: element.clientWidth,
    padding: [8, 4, 0, 0],
    height: HEIGHT,
    legend: {show: false},
    cursor: {y: false, drag: {setScale: false}},
    scales: {x: {range: () => [times[0] - step / 2, times.at(-1) + step / 2]}, y: {range: (plot, low, high) => [0, Math.max(high * 1.1, 1)]}},
    axes: [{...axis, size: 30, grid: {show: false}, values: (plot, at) => withoutRepeats(at.map((each) => label(each)))}, {...axis, size: 48, values: (plot, at) => at.map((each) => (Number.isInteger(each) ? value(each) : ''))}],
    series: [{}, ...series.map((each) => ({
      stroke: color(each.color),
      fill: each.kind === 'bars' ? color(each.color) : undefined,
      width: each.kind === 'bars' ? 0 : 2,
      points: {show: false},
      paths: each.kind === 'bars' ? window.uPlot.paths.bars({size: [each.size ?? 0.7, 40], radius: 0.15}) : undefined,
    }))],
    hooks: {setCursor: [(plot) => setPoint(plot.cursor.idx ?? null)]},
  };
}

/** A day can have several marks. */
const withoutRepeats = (labels) => labels.map((each, i) => (each === labels[i - 1] ? '' : each));

const sum = (values) => values.reduce((total, value) => total + value, 0);

function useDark() {
  const query = matchMedia('(prefers-color-scheme: dark)');
  const [dark, setDark] = useState(query.matches);
  useEffect(() => {
    const changed = () => setDark(query.matches);
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, []);
  return dark;
}
