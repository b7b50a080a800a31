/** A step of a sign-in that nobody has finished; it may have run out. */
export type OpenStep = {
  id: number;
  /** Where the password came from, as failures are counted there. */
  place: string;
  /** Whether the user had signed in from that browser before. */
  isKnown: boolean;
  createdAt: Date;
  /** When the user was told of it. */
  toldAt: Date | null;
};

/** Steps of one user from one place that can be taken at the same time: tabs, and who tries once more. */
export const STEPS_A_PLACE = 5;
/** Steps of one user from all places unknown to them. */
export const UNKNOWN_STEPS = 50;
/** From this many on that nobody has finished, it is no slip of the owner's. */
export const TELLING_STEPS = 5;
/** Hours for which they count, and in which it is told once. */
export const STEP_MEMORY_MS = 24 * 60 * 60_000;

/**
 * The steps that make room for new ones, of a list that begins with the latest. Whoever knows a password from elsewhere
 * has theirs pushed out by more of theirs, and never one from a browser that the user knows.
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

/** When the user was told, where that is not to be done again yet. */
export const toldLately = (steps: readonly OpenStep[], now: Date): Date | null =>
  steps.find(({ toldAt }) => isLately(toldAt, now))?.toldAt ?? null;

/** Whether so many were begun, from browsers unknown to the user, that somebody else seems to know their password. */
export const seemsKnown = (steps: readonly OpenStep[], now: Date): boolean =>
  steps.filter(({ isKnown, createdAt }) => !isKnown && isLately(createdAt, now)).length >= TELLING_STEPS;
