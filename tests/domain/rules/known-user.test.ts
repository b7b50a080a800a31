import { knownUser } from '../../../server/src/domain/rules/known-user';
import { aUserWho, factsOf } from '../builders';

describe('a name', () => {
  it('that nobody has lets nobody in', () => {
    expect(knownUser(factsOf(null))).toEqual({ outcome: 'deny', reason: 'unknown-user' });
  });

  it('that somebody has is not asked about further', () => {
    expect(knownUser(factsOf(aUserWho({ lifecycle: 'disabled' })))).toEqual({ outcome: 'pass' });
  });
});
