import fc from '../support/fast-check';

import { recipientsIn } from '../../admin/src/features/people/users/addresses-in';

const [ann, bob, carl] = ['ann@example.org', 'bob@example.org', 'carl@example.org'];

it.each([
  ['Ann Lane <ann@example.org>; bob@example.org', [ann, bob]],
  ['"Lane, Ann (Dept)" <ann@example.org>; Bob Stone <bob@example.org>', [ann, bob]],
  ['Lane, Ann <ann@example.org>; Stone, Bob (Sales) <bob@example.org>', [ann, bob]],
  ['Lane, Ann <ann@example.org>\nStone, Bob <bob@example.org>', [ann, bob]],
  ['Ann <ann@example.org>, Bob <bob@example.org>, carl@example.org', [ann, bob, carl]],
  ['ann@example.org\nbob@example.org\tcarl@example.org', [ann, bob, carl]],
  ['ann@example.org bob@example.org', [ann, bob]],
  ['ann@example.org\r\n\r\n , ; bob@example.org,', [ann, bob]],
  ['To: ann@example.org, bob@example.org', [ann, bob]],
  ['mailto:ann@example.org; bob@example.org<mailto:bob@example.org>', [ann, bob]],
  ["'ann@example.org' <ann@example.org>; 'bob@example.org'", [ann, bob]],
  ['"boss@example.org" <ann@example.org>', [ann]],
  ['"a \\" quote, and more" <ann@example.org>', [ann]],
  ['\u200bann@example.org\u00a0;\u202abob@example.org\u202c', [ann, bob]],
  ['ann@example.org，bob@example.org；carl@example.org', [ann, bob, carl]],
  ['ANN@Example.org, ann@example.org', [ann]],
  ['r&d@example.org a/b@bücher.example', ['r&d@example.org', 'a/b@bücher.example']],
])('finds the addresses in %j', (text, addresses) =>
  expect(recipientsIn(text)).toEqual({ addresses, wrong: [] }),
);

it.each([
  ['ann@example.org, not-an-address', [ann], ['not-an-address']],
  ['ann@example.org; bob@example; carl@example.org', [ann, carl], ['bob@example']],
  ['Ann Lane', [], ['Ann', 'Lane']],
  ['boss@example.org <ann@example.org>', [], ['boss@example.org <ann@example.org>']],
  ['Ann <ann@example.org> <bob@example.org>', [], ['Ann <ann@example.org> <bob@example.org>']],
  ['Ann <ann@example>', [], ['Ann <ann@example>']],
  ['Ann <ann@example.org', [ann], ['Ann', '<']],
  ['"Ann ann@example.org', [ann], ['"', 'Ann']],
  ['ann@example.org@example.net', [], ['ann@example.org@example.net']],
  ['=?utf-8?q?ann?=@example.org', [], ['=?utf-8?q?ann?=@example.org']],
])('names what is none in %j', (text, addresses, wrong) =>
  expect(recipientsIn(text)).toEqual({ addresses, wrong }),
);

it('finds nothing in nothing', () => {
  expect(recipientsIn(' ,\n')).toEqual({ addresses: [], wrong: [] });
});

it('finds every address of a list, however it is written and parted', () => {
  const entry = fc.tuple(
    fc.stringMatching(/^[a-z]{1,8}$/),
    fc.constantFrom<(address: string) => string>(
      (address) => address,
      (address) => `<${address}>`,
      (address) => `Ann Lane <${address}>`,
      (address) => `"Lane, Ann; <x@y.test>" <${address}>`,
    ),
  );
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 1, maxLength: 20 }),
      fc.constantFrom(';', '; ', '\n', '\r\n', ',', ', ', '\t'),
      (entries, separator) => {
        const addresses = entries.map(([name]) => `${name}@example.test`);
        const text = entries.map(([, write], place) => write(addresses[place] ?? '')).join(separator);
        expect(recipientsIn(text)).toEqual({ addresses: [...new Set(addresses)], wrong: [] });
      },
    ),
  );
});
