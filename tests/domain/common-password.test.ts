import { isCommonPassword } from '../../server/src/domain/common-password';

const listed = new Set(['password', 'dragon', 'letmein', 'trustno1', 'naïve']);
const isCommon = (password: string) => isCommonPassword(password, (word) => listed.has(word));

it.each([
  ['one that many people use', 'password'],
  ['it in other case', 'PassWord'],
  ['it with digits and signs at its end', 'Password2026!'],
  ['it with signs for letters', 'P@$$w0rd'],
  ['both', 'P4ssw0rd!!77'],
  ['an l or an i that is written as a 1', 'l3tm31n!'],
  ['one that ends with a digit, and a sign after it', 'trustno1!!'],
  ['it over and over', 'dragondragondragon'],
  ['one sign over and over', 'zzzzzzzzzzzzzzzz'],
  ['a few signs over and over', 'xy7xy7xy7xy7'],
  ['one with an accent, however that is typed', 'nai\u0308ve'],
])('refuses %s', (_, password) => expect(isCommon(password)).toBe(true));

it.each([
  ['a phrase', 'correct-horse-battery'],
  ['one that begins with a common word and goes on', 'dragon-41-teapot'],
  ['one whose digits are most of it', 'dragon83017492'],
  ['something said twice that is not common', 'teapot-9teapot-9'],
])('takes %s', (_, password) => expect(isCommon(password)).toBe(false));
