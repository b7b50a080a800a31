import { useSyncExternalStore } from 'react';

import type { Challenge } from '../../../../../shared/contracts/sign-in';
import type { CapturedLink } from './captured-link';

/** Takes the answer for the login page; without one, the person went back. */
export type Finish = (answer?: unknown) => void;

/** The step that is open over the page until it is done. */
export type Step =
  | { kind: 'link'; link: CapturedLink }
  /** What remains of a sign-in. */
  | { kind: 'challenge'; challenge: Challenge; finish: Finish }
  | { kind: 'must-change'; finish: () => void }
  /** Before an action that an open session is not enough for. */
  | { kind: 'step-up'; finish: (isProved: boolean) => void }
  /** The session has ended, and the page waits to go on. */
  | { kind: 'sign-in-again'; name: string; finish: Finish };

let current: Step | null = null;
/** The step that the end of the session has interrupted, if any; undefined while no session has ended. */
let beneath: Step | null | undefined;
const listeners = new Set<() => void>();

const show = (step: Step | null) => {
  current = step;
  listeners.forEach((listener) => listener());
};

/** Shows the step, unless one is open: a page sends many requests at once, and each is refused. */
export const beginStep = (step: Step): boolean => {
  if (current) return false;
  show(step);
  return true;
};
export const endStep = () => show(null);
/** For when nobody is signed in any more, even if the sign-out was in another tab. */
export const endStepsOfSession = () => {
  if (current?.kind === 'step-up') current.finish(false);
  if (current?.kind === 'sign-in-again') current.finish();
  if (current?.kind === 'must-change' || current?.kind === 'step-up') show(null);
};

/** Hides the open step until the person has signed in again; the page is covered meanwhile. */
export const interruptSteps = () => {
  beneath = current;
  show(null);
};
export const resumeSteps = () => {
  const step = beneath ?? null;
  beneath = undefined;
  show(step);
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The step to show, wherever it started. */
export const useStep = (): Step | null => useSyncExternalStore(subscribe, () => current);
/** Whether nobody may see the page until somebody has signed in. */
export const useIsInterrupted = (): boolean => useSyncExternalStore(subscribe, () => beneath !== undefined);
