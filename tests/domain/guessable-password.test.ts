import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

import { guesserOptions, whyGuessable } from '../../server/src/domain/guessable-password';
import { randomPassword } from '../../server/src/features/sign-in/password-policy/generate';

const guesser = new ZxcvbnFactory(guesserOptions(dictionary, adjacencyGraphs));
const why = (password: string, words: string[] = []) => whyGuessable(guesser.check(password, words));

it.each([
  ['password-common', ['1qaz2wsx3edc', '1q2w3e4r5t6y', 'password', 'Trustno1']],
  [
    'password-word',
    [
      ...['Dragon1234567', 'Summer2026!!!', '!Password2026', '2026Password!', 'Welcome12345678'],
      ...['Admin12345678', 'Monday123456!', 'P@ssw0rd2026!', 'letmein123456', 'W3lcome-2026!'],
      ...['Sommer2026!!!', 'Herbst2026!', 'Frühling2026!', 'Montag123456!', 'Donnerstag2026', 'Januar2026!!'],
      ...['März2026!', 'Dezember-2026', 'Willkommen2026!', 'Passwort12345', 'Hallo1234567!'],
      ...['Strapi123456!', 'Gatehouse2026', 'Changeme2026!', 'Sonnenschein1!', 'Bundesliga2026'],
      ...['September2026', 'remmus2026!!!', 'drowssap2026!', 'Winter2025/2026', 'Summer1!'],
    ],
  ],
  ['password-keyboard', ['qwertyuiop[]', 'qwertzuiopü+', 'yxcvbnm,.-12', 'qayxswedcvfr', 'asdfghjklöä']],
  ['password-sequence', ['abcdefghijkl', 'zyxwvutsrqpo', 'lkjihgfedcba', '987654321098', '0123456789ab']],
  [
    'password-repeated',
    ['abcabcabcabc', 'zzzzzzzzzzzz', 'AugustAugust2026', 'xy7xy7xy7xy7', 'drowssapdrowssap'],
  ],
  ['password-date', ['01.01.1990abc', '2026-11-2026']],
])('%s', (reason, passwords) =>
  expect(passwords.map((password) => [password, why(password)])).toEqual(
    passwords.map((password) => [password, reason]),
  ),
);

it.each(['Password123456789', '111111222222', 'qwertzuiop123', '123456789012', 'aaaabbbbcccc'])(
  'is guessed by more than one thing: %s',
  (password) => expect(why(password)).not.toBeNull(),
);

it('knows the words of the user and the project', () => {
  expect(why('Babbage-2026!', ['babbage'])).toBe('password-word');
  expect(why('egabbab2026!!', ['babbage'])).toBe('password-word');
});

it.each([
  'correct horse battery staple',
  'blau-tisch-wolke-zahn',
  'one two three four',
  'purple monkey dishwasher lamp',
  'Violet-Anchor-42',
  'dragon-41-teapot',
  'k7Qx-4m01abcd9',
  '8b1xqz7w3kvp',
  'h7#Kq9z!',
])('takes %s', (password) => expect(why(password)).toBeNull());

it('takes random passwords', () => {
  const random = [12, 20, 72].flatMap((length) => Array.from({ length: 100 }, () => randomPassword(length)));

  expect(random.filter((password) => why(password) !== null)).toEqual([]);
});

it('looks at no more of a long text than it takes to tell', () => {
  expect(why('P4$sw0rd!1'.repeat(100))).toBe('password-repeated');
  expect(guesser.check('x9'.repeat(500)).password.length).toBeLessThan(100);
});
