import { config } from '../../../server/src/config';
import { findPlaces } from '../../../server/src/features/sign-in/sessions/places';
import type { Session } from '../../../shared/contracts/sessions';
import { shared as at, succeed } from '../vocabulary';

/** Of the test app's `places.js`: one that it knows, and those at which it misbehaves. */
const KNOWN = '192.0.2.7';
const UNKNOWN = '198.51.100.7';
const THROWS = '192.0.2.201';
const NEVER = '192.0.2.202';
const NASTY = '192.0.2.203';
const NO_TEXT = '192.0.2.204';
const REJECTS = '192.0.2.205';
const BLANK = '192.0.2.206';
const PLACE = 'Springfield, Freedonia';

/** A user with a session at each of the addresses. */
const aUserAt = async (...addresses: string[]) => {
  const user = await at.aUser();
  for (const from of addresses) await at.signIn({ ...user, from });
  return user;
};
const placesOf = (sessions: Session[]) =>
  Object.fromEntries(sessions.map(({ address, location }) => [address, location]));
const listed = async ({ id }: { id: number }) => {
  const { body, ms } = succeed(await at.gatehouse.get(`/users/${id}/sessions`));
  return { places: placesOf(body.data), ms };
};
const complaints = async () => (await at.printed()).match(/\[gatehouse\] locate.*/g) ?? [];

it('is shown where the function knows it, of open and of closed sessions', async () => {
  const user = await aUserAt(KNOWN, UNKNOWN);
  expect((await listed(user)).places).toEqual({ [KNOWN]: PLACE, [UNKNOWN]: null });

  await at.gatehouse.delete(`/users/${user.id}/sessions`);

  expect((await listed(user)).places).toEqual({ [KNOWN]: PLACE, [UNKNOWN]: null });
  expect(await complaints()).toEqual([]);
});

it("is shown of one's own sessions", async () => {
  const user = await at.aUser();
  const { token } = await at.signIn({ ...user, from: KNOWN });
  const { body } = succeed(
    await at.http.get('/gatehouse/me/sessions', { token: token as string, from: KNOWN }),
  );

  expect(placesOf(body.data)).toEqual({ [KNOWN]: PLACE });
});

it('is cut, and on one line', async () => {
  const user = await aUserAt(NASTY, BLANK);

  const { places } = await listed(user);

  expect(places[NASTY]).toMatch(/^<b>Spring\ufffdfield<\/b>\ufffd\ufffdx+$/);
  expect(places[NASTY]).toHaveLength(100);
  expect(places[BLANK]).toBeNull();
});

it('is not known where the function fails, which costs nobody else theirs', async () => {
  const user = await aUserAt(THROWS, REJECTS, NO_TEXT, KNOWN);

  const { places } = await listed(user);

  expect(places).toEqual({ [THROWS]: null, [REJECTS]: null, [NO_TEXT]: null, [KNOWN]: PLACE });
});

it('is not waited for any longer than half a second', async () => {
  const user = await aUserAt(NEVER, KNOWN);

  const { places, ms } = await listed(user);

  expect(places).toEqual({ [NEVER]: null, [KNOWN]: PLACE });
  expect(ms).toBeGreaterThan(450);
  expect(ms).toBeLessThan(3_000);
});

it('is complained of once a list, whatever the number of rows, and without the address', async () => {
  const before = (await complaints()).length;
  const user = await aUserAt(THROWS, THROWS, THROWS, REJECTS);

  await listed(user);

  const said = (await complaints()).slice(before);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/failed for 2 of 2 addresses: (nothing is known\ufffdof|no place for) \(address\)/);
  for (const address of [THROWS, REJECTS, NEVER]) expect(await at.printed()).not.toContain(address);
});

it('does not stand in the way of ending sessions', async () => {
  const user = await aUserAt(NEVER, THROWS);
  const before = (await complaints()).length;

  const { body } = succeed(await at.gatehouse.delete(`/users/${user.id}/sessions`));

  expect(body.data).toEqual({ ended: 2 });
  expect(await complaints()).toHaveLength(before);
});

it('is asked for of all addresses at once', async () => {
  const waiting: ((place: string) => void)[] = [];
  const locate = jest.fn(async () => new Promise<string>((answer) => waiting.push(answer)));

  const found = findPlaces(locate, [KNOWN, UNKNOWN]);

  expect(locate.mock.calls).toEqual([[KNOWN], [UNKNOWN]]);
  waiting.forEach((answer, turn) => answer(`Place ${turn}`));
  const { places, faults } = await found;
  expect([...places]).toEqual([
    [KNOWN, 'Place 0'],
    [UNKNOWN, 'Place 1'],
  ]);
  expect(faults).toEqual([]);
});

it('is nowhere without a function', async () => {
  await at.configure({ locate: null });
  const user = await aUserAt(KNOWN);

  expect((await listed(user)).places).toEqual({ [KNOWN]: null });
});

it.each([['Springfield'], [{}], [true], [null]])('takes no %j for a function', (locate) => {
  expect(() => config.validator({ locate })).toThrow(/config\/plugins: .*must be a function[^]*locate/);
});
