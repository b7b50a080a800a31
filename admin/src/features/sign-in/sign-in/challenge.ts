import type { z } from 'zod';

import { challenge, type Challenge, type completeSignIn } from '../../../../../shared/contracts/sign-in';
import { postCompleteSignIn } from '../../../api/sign-in';
import { backToLogin } from './login-form';
import { beginStep, endStep, type Finish } from './steps';

/** The step that follows the right password, from the details of the refusal. */
export const challengeOf = (error: unknown): Challenge | null => {
  const { details } = (error ?? {}) as { details?: { challenge?: unknown } };
  return challenge.safeParse(details?.challenge).data ?? null;
};

/**
 * Takes the step: the login page signs in with the answer, or the next step takes its place. Returns the
 * error if neither happens. `before` shows what must be seen before the login page goes on.
 */
export const takeStep = async (
  body: z.input<typeof completeSignIn.body>,
  finish: Finish,
  before: (meta: { recoveryCodes?: string[] }) => Promise<void> = async () => undefined,
): Promise<unknown> => {
  const { data, meta, error } = await postCompleteSignIn(body);
  const next = challengeOf(error);
  if (next) {
    endStep();
    beginStep({ kind: 'challenge', challenge: next, finish });
    return undefined;
  }
  if (error !== undefined) return error;
  await before(meta ?? {});
  endStep();
  finish(data);
  return undefined;
};

export const leaveStep = (finish: Finish) => {
  endStep();
  finish();
  backToLogin();
};
