import { enrolProofs } from '../../server/src/domain/enrol-proofs';
import { decide, afterPassword } from '../../server/src/domain/decide';
import { aUserWho, factsOf } from './builders';

it.each([
  ['none', 'mail-code', true, []],
  ['none', 'admin-code', false, []],
  ['own', 'mail-code', true, ['mail', 'admin-code']],
  ['admin', 'mail-code', true, ['mail', 'admin-code']],
  // Where nothing is mailed, whoever has reset it can give a code; who took it away alone may be alone.
  ['admin', 'mail-code', false, ['admin-code']],
  ['own', 'mail-code', false, []],
  ['own', 'admin-code', true, ['admin-code']],
  ['own', 'admin-code', false, ['admin-code']],
  ['own', 'password', true, []],
  ['admin', 'password', false, []],
] as const)(
  'lost by %s, where the policy says %s and mail is there: %s, asks for %j',
  (loss, afterLoss, hasMail, proofs) => expect(enrolProofs(loss, { afterLoss }, hasMail)).toEqual(proofs),
);

describe('the proof', () => {
  const step = (user: object, facts: object = { isEnrolProofDue: true }) =>
    decide(afterPassword, factsOf(aUserWho(user), facts));

  it('is asked for before anything else is changed, and only where a factor is to be set up now', () => {
    expect(step({ mfaSetupDue: true, credential: 'must-change' })).toMatchObject({ kind: 'enrol-proof' });
    expect(step({ mfaRequired: true })).toMatchObject({ kind: 'enrol-proof' });
    expect(step({})).toEqual({ outcome: 'allow', reason: 'ok' });
    expect(step({ mfaEnabled: true })).toMatchObject({ kind: 'mfa' });
  });

  it('leads on to the set-up once it was shown', () => {
    expect(step({ mfaSetupDue: true }, { isEnrolProofDue: true, isMfaPassed: true })).toMatchObject({
      kind: 'enrol-mfa',
    });
    expect(step({ mfaSetupDue: true }, {})).toMatchObject({ kind: 'enrol-mfa' });
  });
});
