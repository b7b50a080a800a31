import { maskName } from '../../server/src/domain/mask-name';
import fc from '../support/fast-check';

it.each([
  ['ada@example.test', 'a•••@example.test'],
  ['a@example.test', 'a•••@example.test'],
  ['ada.lovelace+work@mail.example.co.uk', 'a•••@mail.example.co.uk'],
  ['😀ada@example.test', '😀•••@example.test'],
])('of an address of nobody the first character and the domain are kept: %s', (typed, kept) => {
  expect(maskName(typed)).toBe(kept);
});

it.each([
  'correct-horse-battery',
  'Correct-Horse-7',
  'P@ssw0rd',
  'P@ssw0rd.1',
  'P@ss w0rd.de',
  'ada@example.testCorrectHorse',
  'ada@example.test Correct-Horse-7',
  'ada@example.test\tCorrect-Horse-7',
  'Correct@Horse@example.test',
  'ada',
  '@example.test',
  'ada@',
  'ada@example',
  'ada@-example.test',
  'ada@example..test',
])('of anything else nothing is kept: %s', (typed) => {
  expect(maskName(typed)).toBe('•••');
});

it('stays as it is when it is masked again, and of nothing there is nothing to mask', () => {
  expect(maskName('')).toBe('');
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.emailAddress()), (typed) => {
      expect(maskName(maskName(typed))).toBe(maskName(typed));
    }),
  );
});
