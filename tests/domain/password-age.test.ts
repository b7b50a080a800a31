import { isPasswordTooOld } from '../../server/src/domain/password-age';

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
