import { FAINT, GRID, text } from './drawing.mjs';

const COLUMNS = 3;
const PANEL = { width: 300, height: 210 };
const PLOT = { left: 48, right: 284, top: 44, bottom: 168 };
const TOP = 64;
const MARGIN = 20;
/** Milliseconds at the lines across. */
const LINES = [0.1, 1, 10, 100, 1_000, 10_000];
const LEAST = { from: 1, to: 100 };
const SERIES = [
  { database: 'SQLite', of: 'gatehouse', name: 'Gatehouse, SQLite', color: '#2563a8' },
  { database: 'PostgreSQL', of: 'gatehouse', name: 'Gatehouse, PostgreSQL', color: '#0f7b5f' },
  { database: 'SQLite', of: 'stock', name: 'stock Strapi, SQLite', color: '#c2571a', dash: '5 3' },
  { database: 'PostgreSQL', of: 'stock', name: 'stock Strapi, PostgreSQL', color: '#8a6d00', dash: '5 3' },
];

/**
 * Small figures of what each ask takes the more there is, as one SVG; undefined where there is none. Both scales are
 * logarithmic: what grows as its size does rises by as much as it goes to the right.
 */
export const curvesOf = (sections) => {
  const rows = sections.flatMap((section) => section.rows).filter(({ growth }) => growth);
  if (rows.length === 0) {
    return undefined;
  }
  const panels = [...new Set(rows.map(({ growth }) => growth.what))];
  const width = 2 * MARGIN + COLUMNS * PANEL.width;
  const height = TOP + Math.ceil(panels.length / COLUMNS) * PANEL.height + MARGIN;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc" font-family="system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif" font-size="12">
<title id="title">What it takes the more there is</title>
<desc id="desc">A small figure for each ask: its median in milliseconds over the number of users, IP rules or attempts, both on logarithmic scales, for Gatehouse and stock Strapi on SQLite and PostgreSQL. The numbers are in the table of the page.</desc>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6" fill="#ffffff" stroke="${GRID}"/>
${text(MARGIN, 28, 'Milliseconds, the more there is', { size: 16, weight: 'bold' })}
${legend()}
${panels
  .map((what, index) =>
    drawPanel(
      what,
      rows.filter(({ growth }) => growth.what === what),
      index,
    ),
  )
  .join('\n')}
</svg>
`;
};

const legend = () =>
  SERIES.map(({ name, color, dash }, index) => {
    const x = MARGIN + index * 220;
    return `<line x1="${x}" x2="${x + 24}" y1="48" y2="48" stroke="${color}" stroke-width="2"${dashed(dash)}/>${text(x + 30, 52, name, { size: 12 })}`;
  }).join('\n');

const dashed = (dash) => (dash ? ` stroke-dasharray="${dash}"` : '');

const scaleBetween = (least, most, from, to) => (value) =>
  from + ((Math.log(value) - Math.log(least)) / (Math.log(most) - Math.log(least))) * (to - from);

const drawPanel = (what, rows, index) => {
  const sizes = [...new Set(rows.map(({ growth }) => growth.size))].sort((a, b) => a - b);
  const values = rows.flatMap(({ stock, gatehouse }) =>
    [stock, gatehouse].filter(Boolean).map(({ value }) => value),
  );
  const least = Math.min(LEAST.from, ...values) / 1.2;
  const most = Math.max(LEAST.to, ...values) * 1.2;
  const x = scaleBetween(sizes[0], sizes.at(-1), PLOT.left + 8, PLOT.right - 8);
  const y = scaleBetween(least, most, PLOT.bottom, PLOT.top);
  const left = MARGIN + (index % COLUMNS) * PANEL.width;
  const top = TOP + Math.floor(index / COLUMNS) * PANEL.height;
  return [
    `<g transform="translate(${left} ${top})">`,
    text(PLOT.left, 30, what, { size: 13, weight: 'bold' }),
    ...LINES.filter((line) => line >= least && line <= most).map((line) => drawLine(line, y(line))),
    ...sizes.map((size) =>
      text(x(size).toFixed(1), PLOT.bottom + 16, short(size), { anchor: 'middle', size: 11, color: FAINT }),
    ),
    text((PLOT.left + PLOT.right) / 2, PLOT.bottom + 32, rows[0].growth.over, {
      anchor: 'middle',
      size: 11,
      color: FAINT,
    }),
    ...SERIES.map((series) => drawCurve(series, rows, { x, y })),
    '</g>',
  ].join('\n');
};

const drawLine = (line, y) =>
  [
    `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${y.toFixed(1)}" y2="${y.toFixed(1)}" stroke="${GRID}"/>`,
    text(PLOT.left - 6, y + 4, `${line}`, { anchor: 'end', size: 11, color: FAINT }),
  ].join('\n');

const drawCurve = ({ database, of, color, dash }, rows, { x, y }) => {
  const points = rows
    .filter((row) => row.growth.database === database && row[of])
    .sort((a, b) => a.growth.size - b.growth.size)
    .map((row) => ({ at: x(row.growth.size), height: y(row[of].value) }));
  const line = points.map(({ at, height }) => `${at.toFixed(1)},${height.toFixed(1)}`).join(' ');
  const dots = points.map(
    ({ at, height }) => `<circle cx="${at.toFixed(1)}" cy="${height.toFixed(1)}" r="3" fill="${color}"/>`,
  );
  return [
    `<polyline points="${line}" fill="none" stroke="${color}" stroke-width="2"${dashed(dash)}/>`,
    ...dots,
  ].join('');
};

/** 1k, 10k, 1M. */
const short = (size) => (size >= 1e6 ? `${size / 1e6}M` : size >= 1_000 ? `${size / 1_000}k` : `${size}`);
