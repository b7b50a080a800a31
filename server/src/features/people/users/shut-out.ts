import type { Realm } from '../../../../../shared/constants';
import { holds } from '../../../domain/condition';
import { decide, onEveryRequest } from '../../../domain/decide';
import { factsOf } from '../../../domain/facts';
import { isSuspended } from '../../../domain/status';
import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import { licenceAllowsKeys } from '../../permissions/licences/holding';
import { removeChallengesOf } from '../../sign-in/challenges/store';
import { distrustDevices } from '../../sign-in/devices/store';
import { removeLinksOf } from '../../sign-in/links/store';
import * as store from './store';
import type { StoredUser } from './user-row';

/** Whether the user's stored state alone denies requests of their open sessions. */
export const isShutOut = (user: StoredUser, realm: Realm = 'panel', allowsKeys = false) =>
  decide(onEveryRequest, factsOf({ realm, user, address: null, allowsKeys, now: clock.now() })).outcome !==
  'allow';

/** Whether mailed links and open steps of a sign-in are void: somebody shut the user out of the panel. */
export const endsOpenSteps = (user: StoredUser) =>
  user.type === 'api-only' ||
  user.lifecycle === 'disabled' ||
  user.lock === 'admin' ||
  holds(isSuspended, user, clock.now());

/** For good: they stay void when the user is let in again. */
export const endOpenSteps = async (strapi: Strapi, userIds: readonly number[]) => {
  if (userIds.length === 0) return;
  await removeLinksOf(strapi, userIds);
  await removeChallengesOf(strapi, userIds);
  await distrustDevices(strapi, userIds);
};

/** Whether the stored state of a native user denies their requests; also true without an entry. */
export const isUserKeptOut = async (strapi: Strapi, adminUserId: number) => {
  const user = await store.findByAdminUser(strapi, adminUserId);
  if (!user || user.type !== 'api-only') return !user || isShutOut(user);
  return isShutOut(user, 'api', await licenceAllowsKeys(strapi, user));
};
