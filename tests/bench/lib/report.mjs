import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

const show = (value, unit) => {
  if (value === null || value === undefined) {
    return '–';
  }
  const number =
    unit === 'queries' || value >= 1000
      ? Math.round(value).toLocaleString('en')
      : value.toFixed(value < 100 ? 2 : 1).replace(/\.00$/, unit === 'ms' ? '.00' : '');
  return `${number} ${unit}`;
};

/** Collects what was measured, tells it as it comes, and prints the table. */
export const createReport = () => {
  const rows = [];
  const notes = [];

  return {
    /** `met`: whether the target was; undefined where there is none. `limit`: the target in words. */
    add({ measure, unit = 'ms', stock = null, gatehouse, limit = '–', met }) {
      const ratio = stock === null || stock === 0 ? '–' : (gatehouse / stock).toFixed(2);
      const verdict = met === undefined ? '' : met ? 'ok' : 'miss';
      const row = [measure, show(stock, unit), show(gatehouse, unit), ratio, limit, verdict];
      rows.push(row);
      console.log(`  ${row.join(' · ')}`);
    },

    /** What a number can't say: where it comes from, how late the measuring itself was. */
    note(text) {
      notes.push(text);
      console.log(`  (${text})`);
    },

    misses: () => rows.filter((row) => row.at(-1) === 'miss').length,

    print({ kind }) {
      const head = ['measure', 'stock', 'Gatehouse', 'ratio', 'target', ''];
      const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
      const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
      const rule = `| ${widths.map((width) => '-'.repeat(Math.max(3, width))).join(' | ')} |`;
      console.log(`\n${[line(head), rule, ...rows.map(line)].join('\n')}\n`);
      for (const note of notes) {
        console.log(`- ${note}`);
      }
      console.log(
        `- ${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, ` +
          `Node ${process.versions.node}, ${kind}, load ${loadavg()[0].toFixed(2)} at the end`,
      );
    },
  };
};
