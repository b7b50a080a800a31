import { ssoOnly } from '../../../server/src/domain/rules/sso-only';
import { aUserWho, factsOf } from '../builders';

describe('whoever comes in by single sign-on alone', () => {
  it('has no password to come in with', () => {
    expect(ssoOnly(factsOf(aUserWho(), { isSsoLocked: true }))).toEqual({
      outcome: 'deny',
      reason: 'sso-only',
    });
    expect(ssoOnly(factsOf(aUserWho()))).toEqual({ outcome: 'pass' });
  });

  it('is nobody where nobody is known', () => {
    expect(ssoOnly(factsOf(null, { isSsoLocked: true }))).toEqual({ outcome: 'pass' });
  });
});
