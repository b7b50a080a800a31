import { setTimeout as sleep } from 'node:timers/promises';

import { MOST_MORE, panelSizes } from '../../../scripts/lib/panel-sizes.mjs';
import { median } from '../lib/statistics.mjs';

const BYTES_A_MEGABYTE = 1_000_000;
/** After a start, for what runs once. */
const IDLE = 8_000;
const MOST_MEMORY = 15;

/** What the plugin takes where nobody is there yet: memory of the server, and the first load of the panel. */
export const footprint = async ({ fixtures, report, quick }) => {
  const idle = async (gatehouse) => {
    const server = await fixtures.start({ users: 0, gatehouse });
    await sleep(IDLE);
    const bytes = await server.heapUsed();
    await server.stop();
    return bytes / BYTES_A_MEGABYTE;
  };
  const [stock, gatehouse] = [[], []];
  for (let round = 0; round < (quick ? 1 : 3); round += 1) {
    stock.push(await idle(false));
    gatehouse.push(await idle(true));
  }
  report.add({
    measure: 'memory of an idle server',
    unit: 'MB',
    stock,
    gatehouse,
    limit: `≤ stock + ${MOST_MEMORY} MB`,
    met: median(gatehouse) - median(stock) <= MOST_MEMORY,
  });

  const { withIt, withoutIt } = panelSizes();
  report.add({
    measure: 'first load of the panel, compressed',
    unit: 'KB',
    stock: withoutIt.first,
    gatehouse: withIt.first,
    limit: `≤ stock + ${MOST_MORE} KB`,
    met: withIt.first - withoutIt.first <= MOST_MORE,
  });
};
