import { addressesIn } from '../../admin/src/features/users/addresses-in';

it('finds each address once, however they are parted', () => {
  expect(addressesIn(' a@x.test, b@x.test;c@x.test\n\n<D@x.test>\tA@X.test ')).toEqual([
    'a@x.test',
    'b@x.test',
    'c@x.test',
    'd@x.test',
  ]);
  expect(addressesIn(' ,\n')).toEqual([]);
});
