import { durationOf } from '../../admin/src/components/duration';

it.each([
  [1_209_600, { value: 14, unit: 'day' }],
  [86_400, { value: 1, unit: 'day' }],
  [7_200, { value: 2, unit: 'hour' }],
  [5_400, { value: 90, unit: 'minute' }],
  [61, { value: 61, unit: 'second' }],
  [0, { value: 0, unit: 'second' }],
])('%s seconds are told in the largest unit that fits', (seconds, told) => {
  expect(durationOf(seconds)).toEqual(told);
});
