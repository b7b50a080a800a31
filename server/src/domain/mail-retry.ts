const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** After the first failure, the second, and so on; after the last of them a mail has failed for good. */
const PAUSES = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR];

/** When a mail with this many failures is tried next; null: not again. */
export const nextTry = (failures: number, now: Date): Date | null => {
  const pause = PAUSES[failures - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause);
};
