/** Work that one server at a time does: whoever holds the lease, until it runs out or is given back. */

import { randomUUID } from 'node:crypto';

import { clock } from '../../../platform/clock';
import { newDocumentId, outsideTransaction } from '../../../platform/database';
import { perStrapi } from '../../../platform/per-strapi';
import type { Strapi } from '../../../platform/strapi';

const TABLE = 'gatehouse_settings';
const ROWS_A_BATCH = 1_000;
/** Longer than a batch takes; a server that dies leaves the rest to another after it. */
const BATCH_MS = 60_000;

const holderOf = perStrapi(() => randomUUID());
const nameOf = (work: string) => `lease:${work}`;

/** Takes or extends the lease. One conditional statement, so that of any number of servers one gets it. */
export const holdLease = async (strapi: Strapi, work: string, forMs: number): Promise<boolean> => {
  const now = clock.now();
  const name = nameOf(work);
  const holder = holderOf(strapi);
  const from = outsideTransaction(strapi);
  await from(TABLE)
    .insert({ document_id: newDocumentId(), name, value: '', created_at: now, updated_at: new Date(0) })
    .onConflict()
    .ignore();
  const taken = await from(TABLE)
    .where({ name })
    .where((q) => void q.where({ changed_by: holder }).orWhere('updated_at', '<', now))
    .update({ changed_by: holder, updated_at: new Date(now.getTime() + forMs) });
  return taken === 1;
};

/**
 * Deletes or changes what is old, a batch at a time so that no lock is held for long. Where another server is at it,
 * this one leaves it to it. Answers how many there were.
 */
export const inBatches = async (
  strapi: Strapi,
  work: string,
  doSome: (limit: number) => Promise<number>,
): Promise<number> => {
  let done = 0;
  while (await holdLease(strapi, work, BATCH_MS)) {
    const batch = await doSome(ROWS_A_BATCH);
    done += batch;
    if (batch < ROWS_A_BATCH) break;
  }
  await releaseLease(strapi, work);
  return done;
};

/** Does it unless another server is at it, and gives the lease back however it ends. */
export const whileHeld = async (strapi: Strapi, work: string, forMs: number, run: () => Promise<unknown>) => {
  if (!(await holdLease(strapi, work, forMs))) return;
  try {
    await run();
  } finally {
    await releaseLease(strapi, work);
  }
};

export const releaseLease = async (strapi: Strapi, work: string) => {
  await outsideTransaction(strapi)(TABLE)
    .where({ name: nameOf(work), changed_by: holderOf(strapi) })
    .update({ updated_at: new Date(0) });
};
