import { summaryOf } from './statistics.mjs';
import { cellsOf, tableOf } from './table.mjs';

const LONGEST_FAILURE = 200;

/**
 * Collects what was measured, tells it as it comes, and prints the table. `sections`: of each measure its title, what
 * it is about, its rows and its notes.
 */
export const createReport = () => {
  const sections = [];
  const addRow = (row) => {
    sections.at(-1).rows.push(row);
    console.log(`  ${cellsOf(row).join(' · ')}`);
  };
  const allRows = () => sections.flatMap(({ rows }) => rows);

  return {
    sections,

    /** What is added from here on belongs to this measure. */
    begin({ title, about }) {
      sections.push({ title, about, rows: [], notes: [] });
    },

    /**
     * `stock`, `gatehouse`: samples, or the one number there is. `met`: whether the target was; undefined where there
     * is none. `limit`: the target in words. `comparable`: whether the ratio to stock says anything. `growth`: what was
     * asked, over how many of what, on which database, for the figures of growth.
     */
    add({ measure, unit = 'ms', stock, gatehouse, limit, met, comparable = true, growth }) {
      const theirs = stock === undefined ? undefined : summaryOf([stock].flat());
      const ours = summaryOf([gatehouse].flat());
      const ratio = comparable && theirs?.value > 0 ? ours.value / theirs.value : undefined;
      addRow({ measure, unit, stock: theirs, gatehouse: ours, ratio, limit, met, growth });
    },

    /** Of a measure that ended early. What it had told by then stands. */
    fail(measure, error) {
      const [why] = error.message.split('\n');
      addRow({ measure, failure: why.slice(0, LONGEST_FAILURE) });
    },

    /** What a number can't say: where it comes from, how late the measuring itself was. */
    note(text) {
      sections.at(-1).notes.push(text);
      console.log(`  (${text})`);
    },

    misses: () => allRows().filter(({ met }) => met === false).length,

    failures: () => allRows().filter(({ failure }) => failure).length,

    print(machine) {
      console.log(`\n${tableOf(allRows())}\n`);
      const notes = sections.flatMap((section) => section.notes);
      const facts = Object.entries(machine).map(([name, fact]) => `${name}: ${fact}`);
      console.log([...notes, facts.join(', ')].map((line) => `- ${line}`).join('\n'));
    },
  };
};
