import { throttle } from '../../../server/src/domain/rules/throttle';
import { aUserWho, factsOf } from '../builders';

describe('an address from which too much has failed', () => {
  it.each([
    ['a user', aUserWho()],
    ['nobody', null],
  ])('is turned away, whoever asks: %s', (_name, user) => {
    expect(throttle(factsOf(user, { isThrottled: true }))).toEqual({
      outcome: 'deny',
      reason: 'rate-limited',
    });
    expect(throttle(factsOf(user, { isThrottled: false }))).toEqual({ outcome: 'pass' });
  });
});
