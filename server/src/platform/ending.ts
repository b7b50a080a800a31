import { AsyncLocalStorage } from 'node:async_hooks';

import type { ClosedReason } from '../../../shared/contracts/sessions';

const reasons = new AsyncLocalStorage<ClosedReason>();

/** Sets why sessions end that are deleted during `work`, however deep in its calls. */
export const whileEnding = <T>(reason: ClosedReason, work: () => Promise<T>): Promise<T> =>
  reasons.run(reason, work);

export const reasonOfEnding = (): ClosedReason | undefined => reasons.getStore();
