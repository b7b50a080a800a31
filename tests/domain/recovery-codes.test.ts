import {
  newRecoveryCodes,
  normalizeRecoveryCode,
} from '../../server/src/features/sign-in/mfa/recovery-codes';

it('are ten, each another, of 120 bits, in groups that can be read out', () => {
  const codes = newRecoveryCodes();

  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{6}-){3}[0-9A-HJKMNP-TV-Z]{6}$/);
});

it('are read however they are typed', () => {
  expect(normalizeRecoveryCode(' k7qx4m 01abcd-o1il2z ')).toBe('K7QX4M01ABCD01112Z');
});

it('are none without a letter or digit', () => {
  expect(normalizeRecoveryCode('- –')).toBe('');
});
