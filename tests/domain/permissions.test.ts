import { covers, type RolePermission } from '../../server/src/domain/permissions';

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
    ['one of its locales', may(locales('de', 'en')), may(locales('de'))],
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
    ['another locale', may(locales('de')), may(locales('en'))],
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
