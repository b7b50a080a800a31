import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { inRepository } from '../../../scripts/lib/paths.mjs';
import { curvesOf } from './curves.mjs';
import { figureOf } from './figure.mjs';
import { tableOf } from './table.mjs';

const LINE = 120;
const page = inRepository('docs/performance.md');
const images = inRepository('docs/images');

/** Writes the page of docs/ about what was measured, and its figure. */
export const writePage = async ({ sections, machine }) => {
  const drawings = { 'performance.svg': figureOf(sections), 'growth.svg': curvesOf(sections) };
  const options = {
    ...(await resolveConfig(page)),
    parser: 'markdown',
    proseWrap: 'always',
    printWidth: LINE,
  };
  const text = await format(textOf({ sections, machine, drawings }), options);
  mkdirSync(images, { recursive: true });
  for (const [name, drawing] of Object.entries(drawings)) {
    rmSync(path.join(images, name), { force: true });
    if (drawing) {
      writeFileSync(path.join(images, name), drawing);
    }
  }
  writeFileSync(page, text);
};

const textOf = ({ sections, machine, drawings }) => `# Performance

<!-- Written by \`npm run bench\`: what is changed here by hand goes with the next run. -->

What Gatehouse costs. A stock Strapi and one with Gatehouse stand side by side on one machine, with the same data, and
are asked the same in turns, so that whatever else the machine does hits both.

${drawings['performance.svg'] ? '![Bars of the ratio of Gatehouse to stock Strapi, one for each measure](images/performance.svg)' : ''}

## How to read it

- **stock** is Strapi without Gatehouse. A – says that it has nothing of the kind, or that it was not asked.
- **ratio** is Gatehouse divided by stock: 1.00 costs nothing, 2.00 is twice as much. Of times and queries less is better,
  of sign-ins a second more.
- Times are **medians**. In brackets is where nine of ten samples lie, from the 5th percentile to the 95th; where there
  are only a few samples, all of them. _p99_ is the 99th percentile: one of a hundred takes longer.
- **target** is what Gatehouse is held to, and **result** whether it was met. A measure that _failed_ ended early; what
  it had found by then stands above.
- The figure shows the ratios of times, rates and sizes. Its scale is logarithmic: half as much and twice as much are equally far
  from the line at 1.0.
- Ratios and queries mean something on any machine. The milliseconds are this machine's; its load before says whether it
  had anything else to do.

## The machine

${tableOfFacts(machine)}

${sections.map((section) => sectionOf(section, drawings)).join('\n\n')}

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

const CURVES =
  '![Milliseconds of each ask over the number of users, IP rules and attempts](images/growth.svg)';

const sectionOf = ({ title, about, rows, notes }, drawings) =>
  [
    `## ${title}`,
    about,
    drawings['growth.svg'] && rows.some(({ growth }) => growth) ? CURVES : '',
    tableOf(rows),
    notes.map((note) => `- ${note}`).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
