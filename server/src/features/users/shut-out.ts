import { decide, onEveryRequest } from '../../domain/decide';
import { NO_ADDRESS_RULES, NO_ATTEMPT } from '../../domain/facts';
import { clock } from '../../lib/clock';
import type { StoredUser } from './user-row';

/** Whether a request of the user's open session would be turned away for what is stored of the user itself. */
export const isShutOut = (user: StoredUser) =>
  decide(onEveryRequest, {
    realm: 'panel',
    user,
    address: null,
    addressRules: NO_ADDRESS_RULES,
    ...NO_ATTEMPT,
    now: clock.now(),
  }).outcome !== 'allow';
