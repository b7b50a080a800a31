import type { LogAction } from '../../../../../shared/log/actions';
import type { DelegationFacts } from '../../../domain/delegation';
import type { Actor } from '../../../platform/actor';
import type { Strapi } from '../../../platform/strapi';
import { recordChanges } from '../../activity/log/record';
import * as store from './store';
import type { StoredDelegation } from './store';

export type Terms = Pick<DelegationFacts, 'purpose' | 'validFrom' | 'validTo'>;

/** As the log keeps them; `*`: for everything. */
const inWords = (terms: Terms | null) => ({
  purpose: terms && (terms.purpose ?? '*'),
  validFrom: terms?.validFrom.toISOString() ?? null,
  validTo: terms?.validTo?.toISOString() ?? null,
});
export const changesBetween = (before: Terms | null, after: Terms | null) => {
  const [was, is] = [inWords(before), inWords(after)];
  return Object.fromEntries(
    (Object.keys(is) as (keyof typeof is)[])
      .filter((name) => was[name] !== is[name])
      .map((name) => [name, { before: was[name], after: is[name] }]),
  );
};

/** In the logs of both users. The full entry is about the user who may act; the other is its echo. */
export const record = (
  strapi: Strapi,
  action: LogAction,
  changed: readonly { delegation: StoredDelegation; before: Terms | null; after: Terms | null }[],
  actor: Actor,
) =>
  recordChanges(
    strapi,
    changed.flatMap(({ delegation: { user, forUser, dacGroup, resource }, before, after }) =>
      [user, ...(forUser ? [forUser] : [])].map(({ id, userName }) => ({
        about: { kind: 'user' as const, id, name: userName },
        action,
        changes: changesBetween(before, after),
        text: `${user.userName} → ${forUser?.userName ?? dacGroup?.code ?? resource}`,
        actor,
        isEcho: id !== user.id,
      })),
    ),
  );

/** Call in the transaction that deletes the group and has locked its row. */
export const endDelegationsOfDacGroup = async (strapi: Strapi, dacGroupId: number, actor: Actor) => {
  const ended = await store.listOfDacGroup(strapi, dacGroupId);
  await store.remove(
    strapi,
    ended.map(({ id }) => id),
  );
  await record(
    strapi,
    'delegation-ended',
    ended.map((delegation) => ({ delegation, before: delegation, after: null })),
    actor,
  );
};
