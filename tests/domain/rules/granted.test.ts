import { LIFECYCLES } from '../../../shared/constants';
import { granted } from '../../../server/src/domain/rules/granted';
import { aUserWho, factsOf } from '../builders';

describe('access that was never granted', () => {
  it('keeps out', () => {
    expect(granted(factsOf(aUserWho({ lifecycle: 'provisioned' })))).toEqual({
      outcome: 'deny',
      reason: 'not-provisioned',
    });
  });

  it.each(LIFECYCLES.filter((lifecycle) => lifecycle !== 'provisioned'))(
    'is not what keeps out who is %s',
    (lifecycle) => {
      expect(granted(factsOf(aUserWho({ lifecycle })))).toEqual({ outcome: 'pass' });
    },
  );
});
