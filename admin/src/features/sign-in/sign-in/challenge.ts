import type { z } from 'zod';

import { challenge, type Challenge, type completeSignIn } from '../../../../../shared/contracts/sign-in';
import { postCompleteSignIn } from '../../../api/sign-in';
import { backToLogin } from './login-form';
import { beginStep, endStep, type Finish } from './steps';

/** A step after the right password, which stands in the details of the refusal. */
export const challengeOf = (error: unknown): Challenge | null => {
  const { details } = (error ?? {}) as { details?: { challenge?: unknown } };
  return challenge.safeParse(details?.challenge).data ?? null;
};

/**
 * Takes the step: the login page signs in with what is answered, or the next step takes its place. Answers why neither
 * could be. `before`: what is to be seen before the login page goes on.
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

/** The person goes back to the login page, as it was. */
export const leaveStep = (finish: Finish) => {
  endStep();
  finish();
  backToLogin();
};
