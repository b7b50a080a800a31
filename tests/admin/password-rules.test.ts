/**
 * Without jsdom, which has no TextEncoder.
 * @jest-environment node
 */
import { isAcceptable, PASSWORD_RULES } from '../../admin/src/features/users/actions/password-rules';
import { setPassword } from '../../shared/contracts/users';

it.each([
  ['all it needs', 'Correct-Horse-7'],
  ['just 8 characters', 'Abcdefg1'],
  ['7 characters', 'Abcdef1'],
  ['no upper case letter', 'abcdefg1'],
  ['no lower case letter', 'ABCDEFG1'],
  ['no digit', 'Abcdefgh'],
  ['72 bytes', `Aa1${'x'.repeat(69)}`],
  ['73 bytes', `Aa1${'x'.repeat(70)}`],
  ['73 bytes in 38 characters', `Aa1${'ü'.repeat(35)}`],
])('a password with %s is ticked off just as the server does', (_, password) => {
  expect(isAcceptable(password)).toBe(setPassword.body.safeParse({ password }).success);
});

it('each rule is told by itself', () => {
  const broken = (password: string) =>
    PASSWORD_RULES.filter(({ holds }) => !holds(password)).map(({ rule }) => rule);

  expect(broken('')).toEqual(['length', 'lower', 'upper', 'digit']);
  expect(broken('abc')).toEqual(['length', 'upper', 'digit']);
  expect(broken(`Aa1${'x'.repeat(70)}`)).toEqual(['bytes']);
});
