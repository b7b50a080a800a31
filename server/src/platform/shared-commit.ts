import { AsyncResource } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Knex } from 'knex';

import { perStrapi } from './per-strapi';
import type { Strapi } from './strapi';

/** Writes in one transaction. */
const MOST = 100;
/** As many requests at once keep nobody waiting; beyond, commits take one part of the time in so many. */
const FEW = 4;
const PARTS = 10;
const LONGEST_PAUSE_MS = 100;

/** What is used of a connection of better-sqlite3. */
export type SqliteConnection = { inTransaction: boolean };
/** A single statement, put to the connection that shares a transaction, or on its own if that is null. */
type Write<T> = (shared: SqliteConnection | null) => Promise<T>;
type Waiting = { write: Write<unknown>; done: (value: unknown) => void; failed: (error: unknown) => void };

const createQueue = (strapi: Strapi) => {
  const waiting: Waiting[] = [];
  const crowd = createCrowd(strapi);
  let isWriting = false;
  let dueAt = 0;

  const writeAll = async () => {
    isWriting = true;
    while (waiting.length > 0) {
      if (crowd.isThere()) await sleep(Math.max(0, dueAt - performance.now()));
      const began = performance.now();
      await commit(strapi.db.connection, waiting.splice(0, MOST));
      const ended = performance.now();
      dueAt = ended + Math.min(LONGEST_PAUSE_MS, (PARTS - 1) * (ended - began));
    }
    isWriting = false;
  };

  return <T>(write: Write<T>) =>
    new Promise<T>((resolve, reject) => {
      crowd.join();
      // Each runs in the context of its own request.
      const bound = AsyncResource.bind(write);
      waiting.push({ write: bound, done: resolve as Waiting['done'], failed: reject });
      if (!isWriting) void writeAll();
    });
};

/** The requests that have written and are not answered yet. */
const createCrowd = (strapi: Strapi) => {
  const requests = new Set<{ res: { writableEnded: boolean } }>();
  return {
    join() {
      const request = strapi.requestContext.get();
      if (request) requests.add(request);
    },
    isThere() {
      for (const request of requests) if (request.res.writableEnded) requests.delete(request);
      return requests.size > FEW;
    },
  };
};

/** Never rejects: each write learns its own outcome, once it is committed. */
const commit = async (knex: Knex, writes: readonly Waiting[]) => {
  try {
    const told = writes.length === 1 ? await writeInTurn(writes, null) : await writeTogether(knex, writes);
    told.forEach((tell) => tell());
  } catch (error) {
    writes.forEach(({ failed }) => failed(error));
  }
};

const writeTogether = async (knex: Knex, writes: readonly Waiting[]) => {
  const client = knex.client as Knex.Client;
  const connection = (await client.acquireConnection()) as SqliteConnection;
  const run = (sql: string) => knex.raw(sql).connection(connection);
  try {
    await run('begin immediate');
    const told = await writeInTurn(writes, connection);
    await run('commit');
    return told;
  } catch (error) {
    // knex's own transactions leave one open whose commit failed, for whoever is next to write into.
    if (connection.inTransaction) await run('rollback');
    throw error;
  } finally {
    void client.releaseConnection(connection);
  }
};

const writeInTurn = async (writes: readonly Waiting[], shared: SqliteConnection | null) => {
  const told: (() => void)[] = [];
  for (const { write, done, failed } of writes) {
    try {
      const value = await write(shared);
      told.push(() => done(value));
    } catch (error) {
      // SQLite takes back the one statement; after the worst of errors, the whole transaction.
      if (shared && !shared.inTransaction) throw error;
      told.push(() => failed(error));
    }
  }
  return told;
};

const queueOf = perStrapi(createQueue);

/**
 * For the single statements that every attempt to sign in writes. SQLite waits for the disk at each commit, on the
 * main thread: there, those that come while another is being written, or in a crowd sooner than a commit is due, share
 * one. Resolves once committed; rejects, with nothing of it written, if that failed. Other databases share commits by
 * themselves.
 */
export const sharingCommits = <T>(strapi: Strapi, write: Write<T>): Promise<T> =>
  strapi.db.dialect.client === 'sqlite' ? queueOf(strapi)(write) : write(null);
