import type { Context } from 'koa';

import { idInPath } from '../../../shared/contracts/contract';
import { assertSteppedUp } from '../access/step-up';
import { asOneEntry, inOneEntry, recordChanges } from '../features/activity/log/record';
import { type Actor, actorOf } from '../platform/actor';
import { fieldError } from '../platform/errors';
import type { Strapi } from '../platform/strapi';
import { asStrapi } from './as-strapi';
import type { Handler } from './door';
import { bodyOf, trimNames } from './trim-names';

export type Attributes = Record<string, unknown>;
export type LogEntries = Parameters<typeof recordChanges>[1];

/** One request to a handler of Strapi's, before Strapi has looked at it. */
export type Asked = {
  strapi: Strapi;
  ctx: Context;
  actor: Actor;
  /** Of the path; null where it names none. */
  id: number | null;
  body: Attributes;
};

/** What is done before and after a handler of Strapi's. `Found` is what is asked and told about, as it was before. */
type Guarded<Found> = {
  /** First in the transaction: what others who change the same take hold of too, in their order. */
  find: (asked: Asked) => Promise<Found>;
  /** Refuses what may not be done by this person to this one. None: Strapi's own permission says it all. */
  guard?: (asked: Asked, found: Found) => Promise<void>;
  /** Whether a session has to show a fresh proof. None: never. */
  isStepUpDue?: (asked: Asked, found: Found) => Promise<boolean>;
  /** What stands in the log when it is done; empty: whoever follows Strapi's records writes it (people/directory). */
  log: (asked: Asked, found: Found) => Promise<LogEntries>;
  /** Around all of it, before the transaction begins. */
  around?: (asked: Asked, work: () => Promise<unknown>) => Promise<unknown>;
  /** Whether the body holds names that somebody typed. */
  hasNames?: true;
  /** Where it does what commits by itself, as the count of tries. */
  isWithoutTransaction?: true;
};

/** Takes the place of a handler, around it. */
export type Guard = (strapi: Strapi, action: Handler) => Handler;

/** Strapi hands an id to the database as it came: MariaDB reads “1abc” as 1, and PostgreSQL breaks at one that is too high. */
const isId = (id: unknown) => idInPath.safeParse(String(id)).success;
/** More than a page of Strapi's shows. */
const MAX_IDS = 1_000;

/** A list of ids as it is sent in that field of the body, each once. */
export const idsIn = ({ body }: Asked, field: string): number[] => {
  const ids = body[field];
  if (!Array.isArray(ids) || ids.length > MAX_IDS || !ids.every(isId)) throw fieldError('VALIDATION', field);
  return [...new Set(ids.map(Number))];
};

/** Strapi's handler behind its guard, with its entry in the log, wholly or not at all. */
export const guardedBy =
  <Found>(guarded: Guarded<Found>): Guard =>
  (strapi, action) =>
  async (ctx, ...rest) => {
    const { id } = ctx.params as { id?: string };
    if (id !== undefined && !isId(id)) return (ctx as unknown as { notFound: () => void }).notFound();
    const body: Attributes = bodyOf(ctx);
    if (guarded.hasNames) trimNames(body);
    const asked = { strapi, ctx, actor: actorOf(ctx), id: id === undefined ? null : Number(id), body };
    const work = async () => {
      const found = await asStrapi(async () => {
        const before = await guarded.find(asked);
        await guarded.guard?.(asked, before);
        if (await guarded.isStepUpDue?.(asked, before)) await assertSteppedUp(strapi);
        return before;
      });
      const answer = await action(ctx, ...rest);
      if (ctx.status < 400) await recordChanges(strapi, await guarded.log(asked, found));
      return answer;
    };
    const whole = () => (guarded.isWithoutTransaction ? asOneEntry(strapi, work) : inOneEntry(strapi, work));
    return guarded.around ? guarded.around(asked, whole) : whole();
  };
