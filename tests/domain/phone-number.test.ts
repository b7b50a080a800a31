import { toE164, toKeptNumber } from '../../server/src/domain/phone-number';

describe('a phone number', () => {
  it.each([
    ['+44 20 7946 0958', '+442079460958'],
    ['+49 (30) 123-456', '+4930123456'],
    ['+442079460958', '+442079460958'],
  ])('with its country code is kept as any phone dials it: %s', (typed, kept) => {
    expect([toE164(typed), toKeptNumber(typed)]).toEqual([kept, kept]);
  });

  it.each(['+44 1', '+999 123456789', '+', '+44 20 5550 0110'])(
    'there cannot be is not kept: %s',
    (typed) => {
      expect([toE164(typed), toKeptNumber(typed)]).toEqual([null, null]);
    },
  );

  it.each(['123', '020 7946 0958', '(0)30 123'])(
    'without a country code is kept as it was typed, and dialled from nowhere else: %s',
    (typed) => {
      expect([toE164(typed), toKeptNumber(typed)]).toEqual([null, typed]);
    },
  );
});
