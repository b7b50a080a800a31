import { AsyncLocalStorage } from 'node:async_hooks';

import type { ClosedReason } from '../../../shared/contracts/sessions';

const reasons = new AsyncLocalStorage<ClosedReason>();

/** Says why the sessions end that are deleted meanwhile, however deep below. */
export const whileEnding = <T>(reason: ClosedReason, work: () => Promise<T>): Promise<T> =>
  reasons.run(reason, work);

export const reasonOfEnding = (): ClosedReason | undefined => reasons.getStore();
