import { CREDENTIALS } from '../../../shared/constants';
import { newPassword } from '../../../server/src/domain/rules/new-password';
import { aUserWho, factsOf } from '../builders';

const OWES = ['must-change', 'expired'];

it.each(CREDENTIALS)('asks of who owes a new password for one, and of nobody else: %s', (credential) => {
  expect(newPassword(factsOf(aUserWho({ credential })))).toEqual(
    OWES.includes(credential)
      ? { outcome: 'challenge', reason: 'new-password-required', kind: 'new-password' }
      : { outcome: 'pass' },
  );
});

it('asks for one where the present one is too old', () => {
  expect(newPassword(factsOf(aUserWho(), { isPasswordTooOld: true }))).toMatchObject({
    outcome: 'challenge',
  });
});

it('has nothing to say of nobody', () => {
  expect(newPassword(factsOf(null))).toEqual({ outcome: 'pass' });
});
