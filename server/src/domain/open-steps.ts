/** An unfinished step of a sign-in; it may have run out. */
export type OpenStep = {
  id: number;
  /** Where the password came from, named as in the count of failures. */
  place: string;
  /** Whether the user had signed in from that browser before. */
  isKnown: boolean;
  createdAt: Date;
  /** When the user was told about it. */
  toldAt: Date | null;
};

/** Open steps of one user from one place at a time: for several tabs, and for retries. */
export const STEPS_A_PLACE = 5;
/** Open steps of one user from all unknown places together. */
export const UNKNOWN_STEPS = 50;
/** This many unfinished steps are no slip of the owner's. */
export const TELLING_STEPS = 5;
/** How long steps count, in milliseconds; the user is told once in that time. */
export const STEP_MEMORY_MS = 24 * 60 * 60_000;

/**
 * The steps that make room for new ones. Somebody else who knows the password only pushes out steps of their
 * own, never one from a browser that the user knows.
 */
export const stepsToDrop = (latestFirst: readonly OpenStep[]): number[] => {
  const taken = new Map<string, number>();
  let unknown = 0;
  return latestFirst
    .filter(({ isKnown, place }) => {
      const pool = `${isKnown} ${place}`;
      const ofPlace = (taken.get(pool) ?? 0) + 1;
      taken.set(pool, ofPlace);
      if (ofPlace > STEPS_A_PLACE) return true;
      if (!isKnown) unknown += 1;
      return !isKnown && unknown > UNKNOWN_STEPS;
    })
    .map(({ id }) => id);
};

const isLately = (date: Date | null, now: Date) =>
  date !== null && now.getTime() - date.getTime() < STEP_MEMORY_MS;

/** When the user was told, if that is too recent to do it again. */
export const toldLately = (steps: readonly OpenStep[], now: Date): Date | null =>
  steps.find(({ toldAt }) => isLately(toldAt, now))?.toldAt ?? null;

/** Whether so many began in browsers unknown to the user that somebody else seems to know the password. */
export const seemsKnown = (steps: readonly OpenStep[], now: Date): boolean =>
  steps.filter(({ isKnown, createdAt }) => !isKnown && isLately(createdAt, now)).length >= TELLING_STEPS;
