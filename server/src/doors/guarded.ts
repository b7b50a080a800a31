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

/** A request to a Strapi handler, before Strapi has looked at it. */
export type Asked = {
  strapi: Strapi;
  ctx: Context;
  actor: Actor;
  /** From the path; null if it has none. */
  id: number | null;
  body: Attributes;
};

/** What happens before and after a Strapi handler. `Found` is what the request is about, as it was before. */
type Guarded<Found> = {
  /** Runs first in the transaction: locks what others who change the same lock too, in the same order. */
  find: (asked: Asked) => Promise<Found>;
  /** Refuses what this actor may not do to this target. None: Strapi's own permission is enough. */
  guard?: (asked: Asked, found: Found) => Promise<void>;
  /** Whether a session has to step up. None: never. */
  isStepUpDue?: (asked: Asked, found: Found) => Promise<boolean>;
  /** The log entries, once it is done; empty: a follower of Strapi's records logs it (people/directory). */
  log: (asked: Asked, found: Found) => Promise<LogEntries>;
  /** Wraps all of it, from before the transaction begins. */
  around?: (asked: Asked, work: () => Promise<unknown>) => Promise<unknown>;
  /** Whether the body holds names that somebody typed. */
  hasNames?: true;
  /** Set if something must commit on its own, such as the count of tries. */
  isWithoutTransaction?: true;
};

/** Wraps a handler. */
export type Guard = (strapi: Strapi, action: Handler) => Handler;

/** Strapi passes ids on unchecked: MariaDB reads “1abc” as 1, and PostgreSQL fails if one is too large. */
const isId = (id: unknown) => idInPath.safeParse(String(id)).success;
/** More than any of Strapi's pages shows. */
const MAX_IDS = 1_000;

/** The ids in that field of the body, each once. */
export const idsIn = ({ body }: Asked, field: string): number[] => {
  const ids = body[field];
  if (!Array.isArray(ids) || ids.length > MAX_IDS || !ids.every(isId)) throw fieldError('VALIDATION', field);
  return [...new Set(ids.map(Number))];
};

/** Runs Strapi's handler behind its guard and logs it, all or nothing. */
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
