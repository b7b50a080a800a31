import { AsyncLocalStorage } from 'node:async_hooks';

import type { LogEntry } from '../../../../../shared/contracts/log';
import type { LogAction, TargetKind } from '../../../../../shared/log/actions';
import type { Actor } from '../../../platform/actor';

/** What a change is about. Without a name, a user or a role is looked up; the others come with theirs. */
export type Target =
  | { kind: 'user' | 'role'; id: number; name?: string }
  | { kind: Exclude<TargetKind, 'user' | 'role' | 'mail-template' | 'environment'>; id: number; name: string }
  | { kind: 'mail-template'; name: string }
  | { kind: 'environment' };

export type Change = {
  about: Target;
  action: LogAction;
  changes: LogEntry['changes'];
  text?: string | null;
  actor: Actor;
  /** It followed from another change, which names the entry if both are written as one. */
  follows?: boolean;
  /** Another entry tells the whole of it; this one is only in the user's own log. */
  isEcho?: boolean;
};

type Parts = { changes: Change[]; isOpen: boolean };
const underWay = new AsyncLocalStorage<Parts>();

/** The parts of something larger that is being recorded; null: each entry stands alone. */
export const partsUnderWay = (): Change[] | null => {
  const parts = underWay.getStore();
  // Work begun inside that goes on afterwards is no longer part of it.
  return parts?.isOpen ? parts.changes : null;
};

/** Runs `work` and returns what it would have recorded, as one entry for each thing it is about. */
export const gathering = async <T>(work: () => Promise<T>): Promise<{ result: T; changes: Change[] }> => {
  const parts: Parts = { changes: [], isOpen: true };
  try {
    const result = await underWay.run(parts, work);
    return { result, changes: asOneEach(parts.changes) };
  } finally {
    parts.isOpen = false;
  }
};

/** An update that changed nothing does not count. */
export const isSomething = ({ action, changes }: Change) => action !== 'updated' || changes !== null;

const keyOf = ({ about, isEcho }: Change) =>
  JSON.stringify([about.kind, 'id' in about ? about.id : 'name' in about && about.name, Boolean(isEcho)]);

export const asOneEach = (all: readonly Change[]): Change[] => {
  const groups = new Map<string, Change[]>();
  for (const change of all) groups.set(keyOf(change), [...(groups.get(keyOf(change)) ?? []), change]);
  return [...groups.values()].flatMap(asOne);
};

/** Named after the last thing done, not after what followed from it. */
const asOne = (parts: readonly Change[]): Change[] => {
  const some = parts.filter(isSomething);
  const named =
    some.findLast(({ follows }) => !follows) ??
    some.findLast(({ action }) => action !== 'updated') ??
    some.at(-1);
  return named ? [{ ...named, changes: together(some) }] : [];
};

/** Each field's first value before and last value after. */
const together = (parts: readonly Change[]): LogEntry['changes'] => {
  const fields: NonNullable<LogEntry['changes']> = {};
  for (const { changes } of parts)
    for (const [field, { before, after }] of Object.entries(changes ?? {}))
      fields[field] = { before: fields[field] ? fields[field].before : before, after };
  const changed = Object.entries(fields).filter(
    ([, { before, after }]) => JSON.stringify(before) !== JSON.stringify(after),
  );
  return changed.length > 0 ? Object.fromEntries(changed) : null;
};
