import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { inRepository } from '../../../scripts/lib/paths.mjs';
import { figureOf } from './figure.mjs';
import { tableOf } from './table.mjs';

const LINE = 120;
const page = inRepository('docs/performance.md');
const figure = inRepository('docs/images/performance.svg');

/** Writes the page of docs/ about what was measured, and its figure. */
export const writePage = async ({ sections, machine }) => {
  const drawing = figureOf(sections);
  const options = {
    ...(await resolveConfig(page)),
    parser: 'markdown',
    proseWrap: 'always',
    printWidth: LINE,
  };
  const text = await format(textOf({ sections, machine, isDrawn: drawing !== undefined }), options);
  mkdirSync(path.dirname(figure), { recursive: true });
  rmSync(figure, { force: true });
  if (drawing) {
    writeFileSync(figure, drawing);
  }
  writeFileSync(page, text);
};

const textOf = ({ sections, machine, isDrawn }) => `# Performance

<!-- Written by \`npm run bench\`: what is changed here by hand goes with the next run. -->

What Gatehouse costs. A stock Strapi and one with Gatehouse stand side by side on one machine, with the same data, and
are asked the same in turns, so that whatever else the machine does hits both.

${isDrawn ? '![Bars of the ratio of Gatehouse to stock Strapi, one for each measure](images/performance.svg)' : ''}

## How to read it

- **stock** is Strapi without Gatehouse. A – says that it has nothing of the kind, or that it was not asked.
- **ratio** is Gatehouse divided by stock: 1.00 costs nothing, 2.00 is twice as much. Of times and queries less is better,
  of sign-ins a second more.
- Times are **medians**. In brackets is where nine of ten samples lie, from the 5th percentile to the 95th; where there
  are only a few samples, all of them. _p99_ is the 99th percentile: one of a hundred takes longer.
- **target** is what Gatehouse is held to, and **result** whether it was met. A measure that _failed_ ended early; what
  it had found by then stands above.
- The figure shows the ratios of times and rates. Its scale is logarithmic: half as much and twice as much are equally far
  from the line at 1.0.
- Ratios and queries mean something on any machine. The milliseconds are this machine's; its load before says whether it
  had anything else to do.

## The machine

${tableOfFacts(machine)}

${sections.map(sectionOf).join('\n\n')}

## How to make it anew

On a machine that does nothing else meanwhile:

\`\`\`bash
npm run bench
\`\`\`

That writes this page and its figure. With \`BENCH_DATABASE=postgres\` or \`mysql\` it measures on a server at 127.0.0.1 that
asks for no password, instead of on SQLite. To look at something by itself, which writes nothing:

\`\`\`bash
npm run bench -- --only request,list   # some of the measures; with --write the page has those alone
npm run bench -- --quick               # small counts, to see that it works: its times mean nothing
\`\`\`
`;

const tableOfFacts = (facts) =>
  ['| | |', '|---|---|', ...Object.entries(facts).map(([name, fact]) => `| ${name} | ${fact} |`)].join('\n');

const sectionOf = ({ title, about, rows, notes }) =>
  [`## ${title}`, about, tableOf(rows), notes.map((note) => `- ${note}`).join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
