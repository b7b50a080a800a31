/** Leases for work that one server does at a time: the holder, until the lease expires or is released. */

import { randomUUID } from 'node:crypto';

import { clock } from '../../../platform/clock';
import { newDocumentId, outsideTransaction } from '../../../platform/database';
import { perStrapi } from '../../../platform/per-strapi';
import type { Strapi } from '../../../platform/strapi';

const TABLE = 'gatehouse_settings';
const ROWS_A_BATCH = 1_000;
/** Longer than a batch takes; if a server dies, another can go on after this. */
const BATCH_MS = 60_000;

const holderOf = perStrapi(() => randomUUID());
const nameOf = (work: string) => `lease:${work}`;

/** Takes or extends the lease. One conditional statement, so only one server gets it. */
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
 * Deletes or changes rows in batches, so that no lock is held for long. Does nothing if another server holds
 * the lease. Returns the number of rows.
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

/** Runs the work unless another server holds the lease, and releases the lease even if it throws. */
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
