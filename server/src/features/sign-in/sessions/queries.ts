import { MAX_SESSIONS_LISTED, type Session } from '../../../../../shared/contracts/sessions';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import { describeRecord, describeToken } from './describe';
import { withPlaces } from './places';
import { type Owner, presentOf, self, UNRECORDED, userOf } from './record';
import * as store from './store';
import { isLive, keyOf, sessionOf } from './token';

export const list = async (strapi: Strapi, user: Owner) => {
  // Records first: each is written after its token, so a token missing here has been deleted.
  const records = await store.latest(strapi, user.id, MAX_SESSIONS_LISTED);
  const tokens = await store.tokensOf(strapi, user.adminUserId);
  const now = clock.now();
  const live = tokens.filter((token) => isLive(token, now));
  const liveKeys = new Set(live.map(keyOf));
  const recorded = new Set<string | null>(records.map(({ key }) => key));
  const present = presentOf(strapi, tokens);
  const presentKey = present && keyOf(present);
  const described = records.map((one) =>
    describeRecord(one, { now, isLive: liveKeys.has(one.key), isPresent: one.key === presentKey }),
  );
  const unrecorded = live
    .filter((token) => !recorded.has(keyOf(token)))
    .map((token) =>
      describeToken(token, {
        id: `${UNRECORDED}${token.id}`,
        first: sessionOf(token, tokens).at(-1) ?? token,
        isPresent: token === present,
      }),
    );
  const isOpen = ({ closedReason }: Session) => closedReason === null;
  const open = [...described.filter(isOpen), ...unrecorded].sort((one, two) =>
    two.startedAt.localeCompare(one.startedAt),
  );
  const closed = described.filter((one) => !isOpen(one));
  return { data: [...open, ...closed].slice(0, MAX_SESSIONS_LISTED) };
};

/** Adds the places, which only readers of the list need. */
const listForReaders = async (strapi: Strapi, user: Owner) => ({
  data: await withPlaces(strapi, (await list(strapi, user)).data),
});

export const listSessions = async (strapi: Strapi, id: number) =>
  listForReaders(strapi, await userOf(strapi, id));

export const listOwnSessions = async (strapi: Strapi, actor: Actor) =>
  listForReaders(strapi, await self(strapi, actor));
