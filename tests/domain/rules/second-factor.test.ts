import { afterPassword, decide, onEverySessionRequest, onRenewal } from '../../../server/src/domain/decide';
import { enrolFactor } from '../../../server/src/domain/rules/enrol-factor';
import { secondFactor } from '../../../server/src/domain/rules/second-factor';
import { aMomentAfter, aUserWho, factsOf, now, tomorrow } from '../builders';

const asksForOne = { outcome: 'challenge', reason: 'mfa-required', kind: 'mfa' };
const asksToSetUp = { outcome: 'challenge', reason: 'mfa-required', kind: 'enrol-mfa' };
const passes = { outcome: 'pass' };

it.each([
  ['has one', { mfaEnabled: true }, false, asksForOne],
  ['has one, required or not', { mfaEnabled: true, mfaRequired: true }, false, asksForOne],
  ['has shown it', { mfaEnabled: true, mfaRequired: true }, true, passes],
  ['has none', {}, false, passes],
])('asks for the second factor of who %s', (_, facts, isMfaPassed, answer) => {
  expect(secondFactor(factsOf(aUserWho(facts), { isMfaPassed }))).toEqual(answer);
});

it.each([
  ['is to have one and has none', { mfaRequired: true }, asksToSetUp],
  ['is to have one and has it', { mfaRequired: true, mfaEnabled: true }, passes],
  ['has time until tomorrow', { mfaRequired: true, mfaDueAt: tomorrow }, passes],
  ['has time for a moment more', { mfaRequired: true, mfaDueAt: aMomentAfter }, passes],
  ['has no time left', { mfaRequired: true, mfaDueAt: now }, asksToSetUp],
  ['had theirs reset', { mfaSetupDue: true }, asksToSetUp],
  [
    'had theirs reset, with time left',
    { mfaSetupDue: true, mfaRequired: true, mfaDueAt: tomorrow },
    asksToSetUp,
  ],
  ['is asked for nothing', {}, passes],
])('asks who %s to set one up', (_, facts, answer) => {
  expect(enrolFactor(factsOf(aUserWho(facts)))).toEqual(answer);
});

it('asks neither of whose session another plugin vouches for, where the policy takes that for one', () => {
  const vouchedFor = { isVouchedFor: true };
  for (const facts of [{ mfaEnabled: true }, { mfaRequired: true }, { mfaSetupDue: true }]) {
    expect(decide(onEverySessionRequest, factsOf(aUserWho(facts), vouchedFor)).outcome).toBe('allow');
    expect(decide(onEverySessionRequest, factsOf(aUserWho(facts))).outcome).toBe('challenge');
  }
});

it('has nothing to say of nobody', () => {
  expect(secondFactor(factsOf(null))).toEqual(passes);
  expect(enrolFactor(factsOf(null))).toEqual(passes);
});

it('comes before a new password is chosen, which who found out the old one could', () => {
  const user = aUserWho({ mfaEnabled: true, credential: 'must-change' });

  expect(decide(afterPassword, factsOf(user))).toEqual(asksForOne);
  expect(decide(afterPassword, factsOf(user, { isMfaPassed: true }))).toMatchObject({ kind: 'new-password' });
});

it.each([
  ['request', onEverySessionRequest],
  ['renewal', onRenewal],
])('holds for every %s of a session', (_, rules) => {
  expect(decide(rules, factsOf(aUserWho({ mfaEnabled: true })))).toEqual(asksForOne);
  expect(decide(rules, factsOf(aUserWho({ mfaRequired: true })))).toEqual(asksToSetUp);
  expect(decide(rules, factsOf(aUserWho({ mfaEnabled: true }), { isMfaPassed: true }))).toMatchObject({
    outcome: 'allow',
  });
});
