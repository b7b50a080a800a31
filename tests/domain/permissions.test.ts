import { covers, type RolePermission, permissionsWithin } from '../../server/src/domain/permissions';
import fc from '../support/fast-check';

const read = 'plugin::content-manager.explorer.read';
const may = (rest: Partial<RolePermission> = {}): RolePermission => ({
  action: read,
  subject: 'api::article.article',
  ...rest,
});
const fields = (...names: string[]) => ({ properties: { fields: names } });
const locales = (...names: string[]) => ({ properties: { locales: names } });

describe('who holds a permission', () => {
  it.each<[string, RolePermission, RolePermission]>([
    ['the same', may(), may()],
    [
      'the same without a subject',
      { action: 'admin::users.read' },
      { action: 'admin::users.read', subject: null },
    ],
    ['one of its fields', may(fields('title', 'body')), may(fields('title'))],
    ['none of its fields', may(fields('title')), may(fields())],
    ['the same fields in another order', may(fields('title', 'body')), may(fields('body', 'title'))],
    ['fields, where it names none', may(), may(fields('title'))],
    ['fields, where its own are null', may({ properties: { fields: null } }), may(fields('title'))],
    ['what lies in one of its fields', may(fields('address')), may(fields('address.street'))],
    ['one of its locales', may(locales('de', 'en')), may(locales('de'))],
    ['some locales, where its own are null', may({ properties: { locales: null } }), may(locales('de'))],
    ['no locale, where it has none', may(), may(locales())],
    ['the same parameters', may({ actionParameters: { to: 2 } }), may({ actionParameters: { to: 2 } })],
    ['a condition, where it has none', may(), may({ conditions: ['is-owner'] })],
    ['the same condition', may({ conditions: ['is-owner'] }), may({ conditions: ['is-owner'] })],
    [
      'one of its conditions, as any one lets in',
      may({ conditions: ['is-owner', 'same-role'] }),
      may({ conditions: ['is-owner'] }),
    ],
    ['empty conditions, where its own are missing', may(), may({ conditions: [] })],
    ['null conditions, where its own are empty', may({ conditions: [] }), may({ conditions: null })],
  ])('may grant %s', (_name, own, other) => {
    expect(covers(own, other)).toBe(true);
  });

  it.each<[string, RolePermission, RolePermission]>([
    ['another action', may(), may({ action: 'plugin::content-manager.explorer.delete' })],
    ['another subject', may(), may({ subject: 'api::page.page' })],
    ['no subject, with one', may(), may({ subject: null })],
    ['a subject, without one', may({ subject: null }), may()],
    ['a further field', may(fields('title')), may(fields('title', 'body'))],
    ['all fields, with some', may(fields('title')), may()],
    ['all fields, with some (null)', may(fields('title')), may({ properties: { fields: null } })],
    ['all fields, with none', may(fields()), may()],
    ['all of a field of which it has a part', may(fields('address.street')), may(fields('address'))],
    ['a field that only begins alike', may(fields('title')), may(fields('titles'))],
    ['another locale', may(locales('de')), may(locales('en'))],
    ['a locale, without any', may(), may(locales('en'))],
    ['all locales, without any', may(), may({ properties: { locales: null } })],
    ['other parameters', may({ actionParameters: { to: 2 } }), may({ actionParameters: { to: 3 } })],
    [
      'all locales, with some',
      may({ properties: { fields: ['title'], locales: ['de'] } }),
      may(fields('title')),
    ],
    ['it without the condition', may({ conditions: ['is-owner'] }), may()],
    ['it without the condition (null)', may({ conditions: ['is-owner'] }), may({ conditions: null })],
    ['another condition', may({ conditions: ['is-owner'] }), may({ conditions: ['same-role'] })],
    [
      'a further condition, as any one lets in',
      may({ conditions: ['is-owner'] }),
      may({ conditions: ['is-owner', 'same-role'] }),
    ],
  ])('may not grant %s', (_name, own, other) => {
    expect(covers(own, other)).toBe(false);
  });
});

describe('what was given, within what is held', () => {
  it.each<[string, RolePermission, RolePermission, Partial<RolePermission>[]]>([
    ['all fields, of which some are held', may(), may(fields('title')), [fields('title')]],
    ['some fields, of which all are held', may(fields('title')), may(), [fields('title')]],
    [
      'some fields, of which others are held',
      may(fields('title', 'body')),
      may(fields('body', 'author')),
      [fields('body')],
    ],
    [
      'a field, of which a part is held',
      may(fields('address')),
      may(fields('address.zip')),
      [fields('address.zip')],
    ],
    [
      'a part of a field that is held',
      may(fields('address.zip')),
      may(fields('address')),
      [fields('address.zip')],
    ],
    ['fields, of which none is held', may(fields('title')), may(fields('body')), [fields()]],
    ['all fields, of which none is held', may(), may(fields()), [fields()]],
    [
      'all locales, of which some are held',
      may({ properties: { locales: null } }),
      may(locales('de')),
      [locales('de')],
    ],
    ['no locale', may(), may(locales('de')), [locales()]],
    ['without a condition', may(), may({ conditions: ['is-owner'] }), [{ conditions: ['is-owner'] }]],
    [
      'under a condition that is none any more',
      may({ conditions: ['is-owner'] }),
      may(),
      [{ conditions: ['is-owner'] }],
    ],
    [
      'under one of two conditions, of which one is left',
      may({ conditions: ['is-owner', 'same-role'] }),
      may({ conditions: ['same-role', 'other'] }),
      [{ conditions: ['same-role'] }],
    ],
    ['under another condition', may({ conditions: ['is-owner'] }), may({ conditions: ['same-role'] }), []],
    ['of another action', may({ action: 'admin::users.read' }), may(), []],
    ['of another subject', may({ subject: 'api::page.page' }), may(), []],
    ['with other parameters', may({ actionParameters: { to: 2 } }), may({ actionParameters: { to: 3 } }), []],
  ])('%s', (_, given, held, left) => {
    expect(permissionsWithin([held], [given])).toEqual(
      left.map((rest) => ({ properties: {}, conditions: [], ...given, ...rest })),
    );
  });

  it('adds up what is held by several roles', () => {
    expect(
      permissionsWithin(
        [may(fields('title')), may(fields('body')), may({ action: 'admin::users.read' })],
        [may()],
      ),
    ).toEqual([
      { ...may(fields('title')), conditions: [] },
      { ...may(fields('body')), conditions: [] },
    ]);
  });

  const some = (...values: string[]) =>
    fc.option(fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 }), { nil: null });
  const permission: fc.Arbitrary<RolePermission> = fc.record(
    {
      action: fc.constantFrom('read', 'update'),
      subject: fc.constantFrom(null, 'article'),
      properties: fc.record(
        {
          fields: some('title', 'address', 'address.street', 'address.street.name'),
          locales: some('de', 'en'),
        },
        { requiredKeys: [] },
      ),
      conditions: some('is-owner', 'same-role'),
    },
    { requiredKeys: ['action'] },
  );

  it('is held and given, each of it, and holds all that is both', () => {
    fc.assert(
      fc.property(permission, permission, permission, (held, given, other) => {
        const left = permissionsWithin([held], [given]);

        expect(left.every((one) => covers(held, one) && covers(given, one))).toBe(true);
        if (covers(held, other) && covers(given, other))
          expect(left.some((one) => covers(one, other))).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });
});
