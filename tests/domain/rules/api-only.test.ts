import { REALMS, USER_TYPES } from '../../../shared/constants';
import { apiOnly } from '../../../server/src/domain/rules/api-only';
import { aUserWho, everyCombinationOf, factsOf } from '../builders';

describe('an API-only user', () => {
  it('is kept out of the panel, and nobody is kept out of anything else', () => {
    for (const { type, realm } of everyCombinationOf({ type: USER_TYPES, realm: REALMS })) {
      const isKeptOut = type === 'api-only' && realm === 'panel';
      expect({ type, realm, answer: apiOnly(factsOf(aUserWho({ type }), { realm })) }).toEqual({
        type,
        realm,
        answer: isKeptOut ? { outcome: 'deny', reason: 'api-only' } : { outcome: 'pass' },
      });
    }
  });
});
