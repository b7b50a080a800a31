const NONE = '–';

const number = (value, unit) => {
  if (unit === 'queries' || value >= 1_000) {
    return Math.round(value).toLocaleString('en');
  }
  return value.toFixed(value < 100 ? 2 : 1);
};

const measured = (summary, unit) => {
  if (!summary) {
    return NONE;
  }
  const { value, low, high } = summary;
  const range = low === undefined ? '' : ` (${number(low, unit)}–${number(high, unit)})`;
  return `${number(value, unit)} ${unit === 'queries' && value === 1 ? 'query' : unit}${range}`;
};

const verdict = ({ met, failure }) => {
  if (failure) {
    // As code: what an error says may look like Markdown.
    return `failed: \`${failure.replaceAll('`', "'")}\``;
  }
  return met === undefined ? NONE : met ? 'ok' : 'missed';
};

/** Two digits at least, however small it is. */
export const ratioText = (ratio) => (ratio < 0.1 ? `${Number(ratio.toPrecision(2))}` : ratio.toFixed(2));

/** A row of the report in words: measure, stock, Gatehouse, ratio, target, and whether it is met. */
export const cellsOf = (row) => [
  row.measure,
  measured(row.stock, row.unit),
  measured(row.gatehouse, row.unit),
  row.ratio === undefined ? NONE : ratioText(row.ratio),
  row.limit ?? NONE,
  verdict(row),
];

/** Rows as a table that reads well as plain text too. */
export const tableOf = (rows) => {
  const lines = [
    ['measure', 'stock', 'Gatehouse', 'ratio', 'target', 'result'],
    ...rows.map((row) => cellsOf(row).map((cell) => cell.replaceAll('|', '\\|'))),
  ];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const [head, ...body] = lines.map(line);
  return [head, rule, ...body].join('\n');
};
