const DAY_MS = 24 * 60 * 60 * 1000;

/** A device trusted before then is asked again: a shorter policy also cuts existing trust. */
export const startOfTrust = (days: number, now: Date) => new Date(now.getTime() - days * DAY_MS);
export const endOfTrust = (trustedAt: Date, days: number) => new Date(trustedAt.getTime() + days * DAY_MS);

export const isTrusted = (trustedAt: Date | null, days: number, now: Date) =>
  trustedAt !== null && trustedAt > startOfTrust(days, now);
