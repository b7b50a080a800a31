import { FAINT, GRID, INK, text } from './drawing.mjs';
import { ratioText } from './table.mjs';

const WIDTH = 960;
const MARGIN = 20;
const PLOT = { left: 430, right: 880 };
const TOP = 84;
const ROW = 20;
const HEADING = 34;
const BAR = 12;
const BETTER = '#2563a8';
const WORSE = '#c2571a';
const TENS = [0.001, 0.01, 0.1, 1, 10, 100, 1_000];
/** Only where ten is so far from one that these don't stand on top of each other. */
const BETWEEN = [0.2, 0.5, 2, 5];
const ROOM_BETWEEN = 200;

/** What can be held beside stock: times, rates and sizes. What is drawn over sizes has figures of its own. */
const barsOf = (rows) => rows.filter(({ ratio, unit, growth }) => ratio > 0 && unit !== 'queries' && !growth);

/**
 * Bars of every ratio to stock as an SVG, or undefined where there is none. The scale is logarithmic, so that half as
 * much and twice as much are equally far from the line at 1.
 */
export const figureOf = (sections) => {
  const groups = sections
    .map(({ title, rows }) => ({ title, bars: barsOf(rows) }))
    .filter(({ bars }) => bars.length > 0);
  if (groups.length === 0) {
    return undefined;
  }
  const scale = scaleOf(groups.flatMap(({ bars }) => bars.map(({ ratio }) => ratio)));

  let y = TOP;
  const drawn = groups.flatMap(({ title, bars }) => {
    y += HEADING;
    const heading = text(MARGIN, y - 10, title, { weight: 'bold' });
    return [
      heading,
      ...bars.map((bar) => {
        y += ROW;
        return drawBar(bar, y - ROW, scale);
      }),
    ];
  });
  const bottom = y + 10;
  const height = bottom + MARGIN;

  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title desc" font-family="system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif" font-size="13">
<title id="title">Gatehouse beside stock Strapi</title>
<desc id="desc">A bar for each measure, from a line at 1, which is stock Strapi, to the ratio of Gatehouse to it, on a logarithmic scale. Blue is better than stock, orange is worse. The numbers are in the tables of the page.</desc>
<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="6" fill="#ffffff" stroke="${GRID}"/>
${text(MARGIN, 30, 'Gatehouse ÷ stock Strapi', { size: 16, weight: 'bold' })}
${legend(MARGIN, 52)}
${ticksOf(scale)
  .map((tick) => drawTick(tick, scale, bottom))
  .join('\n')}
${drawn.join('\n')}
</svg>
`;
};

const scaleOf = (ratios) => {
  const least = Math.log(Math.min(0.5, ...ratios) / 1.1);
  const most = Math.log(Math.max(2, ...ratios) * 1.1);
  const at = (ratio) => PLOT.left + ((Math.log(ratio) - least) / (most - least)) * (PLOT.right - PLOT.left);
  return { at, holds: (ratio) => Math.log(ratio) >= least && Math.log(ratio) <= most };
};

const ticksOf = ({ at, holds }) => [...TENS, ...(at(10) - at(1) < ROOM_BETWEEN ? [] : BETWEEN)].filter(holds);

const drawTick = (tick, { at }, bottom) => {
  const x = at(tick).toFixed(1);
  const line = tick === 1 ? `stroke="${INK}" stroke-width="1.5"` : `stroke="${GRID}"`;
  return [
    `<line x1="${x}" x2="${x}" y1="${TOP}" y2="${bottom}" ${line}/>`,
    text(x, TOP - 6, tick === 1 ? '1.0' : `${tick}`, { anchor: 'middle', color: tick === 1 ? INK : FAINT }),
  ].join('\n');
};

const drawBar = ({ measure, unit, ratio }, y, { at }) => {
  const isRate = unit === '/s';
  const color = isRate === ratio >= 1 ? BETTER : WORSE;
  const [from, to] = [at(1), at(ratio)].sort((a, b) => a - b);
  const baseline = y + ROW / 2 + 4.5;
  return [
    text(MARGIN, baseline, isRate ? `${measure} (more is better)` : measure),
    `<rect x="${from.toFixed(1)}" y="${y + (ROW - BAR) / 2}" width="${Math.max(1, to - from).toFixed(1)}" height="${BAR}" fill="${color}"/>`,
    text(WIDTH - MARGIN, baseline, ratioText(ratio), { anchor: 'end' }),
  ].join('\n');
};

const legend = (x, y) =>
  [
    [x, BETTER, 'better than stock'],
    [x + 150, WORSE, 'worse than stock, which is the line at 1.0'],
  ]
    .map(
      ([left, color, label]) =>
        `<rect x="${left}" y="${y - 10}" width="12" height="12" fill="${color}"/>${text(left + 18, y, label)}`,
    )
    .join('\n');
