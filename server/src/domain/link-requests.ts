/** How often somebody asked for a link, since when that is counted, and when they did last. */
export type LinkRequests = { requests: number; requestedSince: Date; createdAt: Date };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Links that a user is mailed in an hour at the most, whoever asks for them. */
export const MAX_LINKS_AN_HOUR = 5;

/** The count with one more request; null: too soon after the last one, or too many in the hour. */
export const countRequest = (
  last: LinkRequests | null,
  now: Date,
): Pick<LinkRequests, 'requests' | 'requestedSince'> | null => {
  const age = (date: Date) => now.getTime() - date.getTime();
  if (!last || age(last.requestedSince) >= HOUR) return { requests: 1, requestedSince: now };
  if (age(last.createdAt) < MINUTE || last.requests >= MAX_LINKS_AN_HOUR) return null;
  return { requests: last.requests + 1, requestedSince: last.requestedSince };
};
