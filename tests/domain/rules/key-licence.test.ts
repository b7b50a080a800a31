import { REALMS, USER_TYPES } from '../../../shared/constants';
import { keyLicence } from '../../../server/src/domain/rules/key-licence';
import { aUserWho, everyCombinationOf, factsOf } from '../builders';

describe('a licence without API keys', () => {
  it('keeps the keys of API-only users out, and nobody else', () => {
    const around = { type: USER_TYPES, realm: REALMS, allowsKeys: [true, false] };
    for (const { type, realm, allowsKeys } of everyCombinationOf(around)) {
      const isKeptOut = type === 'api-only' && realm === 'api' && !allowsKeys;
      const answer = keyLicence(factsOf(aUserWho({ type }), { realm, allowsKeys }));
      expect({ type, realm, allowsKeys, answer }).toEqual({
        type,
        realm,
        allowsKeys,
        answer: isKeptOut ? { outcome: 'deny', reason: 'no-api-licence' } : { outcome: 'pass' },
      });
    }
  });
});
