import { useSyncExternalStore } from 'react';

import type { Challenge } from '../../../../../shared/contracts/sign-in';
import type { CapturedLink } from './captured-link';

/** Takes what the login page is to be answered; nothing: the person went back. */
export type Finish = (answer?: unknown) => void;

/** What stands over the page, whichever it is, until it is done. */
export type Step =
  | { kind: 'link'; link: CapturedLink }
  /** What a sign-in has left. */
  | { kind: 'challenge'; challenge: Challenge; finish: Finish }
  | { kind: 'must-change'; finish: () => void }
  /** For what an open session alone is not enough for. */
  | { kind: 'step-up'; finish: (isProved: boolean) => void }
  /** The session has ended, and the page is to go on. */
  | { kind: 'sign-in-again'; name: string; finish: Finish };

let current: Step | null = null;
/** What the end of the session has interrupted, if anything; undefined while no session has ended. */
let beneath: Step | null | undefined;
const listeners = new Set<() => void>();

const show = (step: Step | null) => {
  current = step;
  listeners.forEach((listener) => listener());
};

/** Shows the step. One that is there already stays: a page asks for many things at once, and each is refused. */
export const beginStep = (step: Step): boolean => {
  if (current) return false;
  show(step);
  return true;
};
export const endStep = () => show(null);
/** Nobody is signed in any more, be it in another tab. */
export const endStepsOfSession = () => {
  if (current?.kind === 'step-up') current.finish(false);
  if (current?.kind === 'sign-in-again') current.finish();
  if (current?.kind === 'must-change' || current?.kind === 'step-up') show(null);
};

/** Puts away what is there until the sign-in that follows is done; the page is covered meanwhile. */
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

/** The step that is to be shown, from wherever it was begun. */
export const useStep = (): Step | null => useSyncExternalStore(subscribe, () => current);
/** Whether what the page shows is nobody's to see until somebody has signed in. */
export const useIsInterrupted = (): boolean => useSyncExternalStore(subscribe, () => beneath !== undefined);
