/** How many links were requested, since when they are counted, and when the last request was. */
export type LinkRequests = { requests: number; requestedSince: Date; createdAt: Date };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Links mailed to a user per hour at most, whoever requests them. */
export const MAX_LINKS_AN_HOUR = 5;

/** The count with one more request; null if too soon after the last one, or too many in the hour. */
export const countRequest = (
  last: LinkRequests | null,
  now: Date,
): Pick<LinkRequests, 'requests' | 'requestedSince'> | null => {
  const age = (date: Date) => now.getTime() - date.getTime();
  if (!last || age(last.requestedSince) >= HOUR) return { requests: 1, requestedSince: now };
  if (age(last.createdAt) < MINUTE || last.requests >= MAX_LINKS_AN_HOUR) return null;
  return { requests: last.requests + 1, requestedSince: last.requestedSince };
};
