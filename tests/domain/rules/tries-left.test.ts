import { DEFAULT_POLICY } from '../../../shared/contracts/policy';
import type { UserFacts } from '../../../server/src/domain/facts';
import { triesLeft } from '../../../server/src/domain/rules/tries-left';
import { aKnownDevice, aUserWho, factsOf, now } from '../builders';

const { maxFailedTries, windowMinutes } = DEFAULT_POLICY.lockout;
const startOfWindow = new Date(now.getTime() - windowMinutes * 60_000);
const beforeWindow = new Date(startOfWindow.getTime() - 1);
const usedUp = { failedTries: maxFailedTries, lastFailedAt: now };

const letIn = { outcome: 'pass' };
const keptOut = { outcome: 'deny', reason: 'too-many-tries' };

describe('the tries', () => {
  it.each<[string, Partial<UserFacts>]>([
    ['none was taken', {}],
    ['one is left', { failedTries: maxFailedTries - 1, lastFailedAt: now }],
    ['the last was taken before the window', { failedTries: maxFailedTries, lastFailedAt: beforeWindow }],
    ['they led to a lock, which another rule judges', { ...usedUp, lock: 'auto' }],
  ])('let in where %s', (_name, facts) => {
    expect(triesLeft(factsOf(aUserWho(facts)))).toEqual(letIn);
  });

  it.each<[string, Partial<UserFacts>]>([
    ['all were taken', usedUp],
    ['all were taken, the last at the start of the window', { ...usedUp, lastFailedAt: startOfWindow }],
    ['more were taken than the policy now allows', { ...usedUp, failedTries: maxFailedTries + 1 }],
  ])('keep out where %s', (_name, facts) => {
    expect(triesLeft(factsOf(aUserWho(facts)))).toEqual(keptOut);
  });

  it('of a known device are its own', () => {
    expect(triesLeft(factsOf(aUserWho(usedUp), { device: aKnownDevice() }))).toEqual(letIn);
    expect(triesLeft(factsOf(aUserWho(), { device: aKnownDevice(usedUp) }))).toEqual(keptOut);
  });

  it('say nothing where nobody tries a password', () => {
    expect(triesLeft(factsOf(aUserWho(usedUp), { lockout: null }))).toEqual(letIn);
  });
});
