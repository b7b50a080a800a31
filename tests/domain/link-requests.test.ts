import { countRequest, MAX_LINKS_AN_HOUR } from '../../server/src/domain/link-requests';
import { now } from './builders';

const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const asked = (requests: number, sinceSeconds: number, lastSeconds: number) => ({
  requests,
  requestedSince: ago(sinceSeconds),
  createdAt: ago(lastSeconds),
});

it('counts the first request, and starts anew after an hour', () => {
  const first = { requests: 1, requestedSince: now };
  expect(countRequest(null, now)).toEqual(first);
  expect(countRequest(asked(MAX_LINKS_AN_HOUR, 3600, 60), now)).toEqual(first);
});

it('takes one a minute', () => {
  expect(countRequest(asked(1, 59, 59), now)).toBeNull();
  expect(countRequest(asked(1, 60, 60), now)).toEqual({ requests: 2, requestedSince: ago(60) });
});

it('takes a few an hour', () => {
  expect(countRequest(asked(MAX_LINKS_AN_HOUR - 1, 3599, 60), now)).not.toBeNull();
  expect(countRequest(asked(MAX_LINKS_AN_HOUR, 3599, 60), now)).toBeNull();
});
