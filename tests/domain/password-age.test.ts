import { isPasswordTooOld, isTemporaryPasswordOver } from '../../server/src/domain/password-age';

const now = new Date('2026-06-30T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

it.each([
  ['younger than the policy allows', { passwordChangedAt: daysAgo(89), createdAt: daysAgo(500) }, 90, false],
  ['just as old', { passwordChangedAt: daysAgo(90), createdAt: daysAgo(500) }, 90, true],
  ['older', { passwordChangedAt: daysAgo(91), createdAt: daysAgo(500) }, 90, true],
  [
    'of any age where none is too old',
    { passwordChangedAt: daysAgo(5000), createdAt: daysAgo(5000) },
    0,
    false,
  ],
  [
    'as old as the user where nobody wrote it down',
    { passwordChangedAt: null, createdAt: daysAgo(91) },
    90,
    true,
  ],
  ['young as the user', { passwordChangedAt: null, createdAt: daysAgo(1) }, 90, false],
])('a password that is %s', (_, user, maxAgeDays, isTooOld) => {
  expect(isPasswordTooOld(user, { maxAgeDays }, now)).toBe(isTooOld);
});

describe('a password that somebody else has given', () => {
  const given = new Date('2026-11-01T12:00:00Z');
  const at = (temporaryHours: number, moment: string, temporaryPasswordAt: Date | null = given) =>
    isTemporaryPasswordOver({ temporaryPasswordAt }, { temporaryHours }, new Date(moment));

  it.each([
    [72, '2026-11-04T11:59:59Z', false],
    [72, '2026-11-04T12:00:00Z', true],
    [1, '2026-11-01T13:00:00Z', true],
    [0, '2036-11-04T12:00:00Z', false],
  ])('with %s hours at %s is over: %s', (hours, moment, isOver) => expect(at(hours, moment)).toBe(isOver));

  it('is none where it is the user’s own', () => expect(at(1, '2036-11-04T12:00:00Z', null)).toBe(false));
});
