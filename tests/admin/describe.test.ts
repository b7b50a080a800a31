import { refusalOf } from '../../admin/src/api/refusal';
import { inUtc } from '../../admin/src/components/zoned-time';
import { actionText } from '../../admin/src/components/log/actions';
import { fieldText, shownValue } from '../../admin/src/components/log/describe-change';
import { apiActionText, permissionText } from '../../admin/src/components/log/permission-words';
import { en } from '../support/texts';
import type { Translate } from '../../admin/src/translations/use-translation';
import { LOG_ACTIONS } from '../../shared/log/actions';
import { describeClient } from '../../admin/src/components/describe-client';
import { statusText } from '../../admin/src/features/people/users/status-text';
import { nameOf } from '../../admin/src/components/user/user-names';
import { STATUSES } from '../../shared/users/statuses';
import { aUser } from './a-user';

const AGENTS = {
  chrome:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36',
  edge: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/121.0.0.0',
  safari:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1',
  firefox: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:128.0) Gecko/20100101 Firefox/128.0',
  edgeOnIos:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 EdgiOS/120.0.2210.126 Mobile/15E148 Safari/605.1.15',
  samsung:
    'Mozilla/5.0 (Linux; Android 13; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36',
  chromebook:
    'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36',
  freebsd:
    'Mozilla/5.0 (X11; FreeBSD amd64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36',
};

it.each([
  [AGENTS.chrome, 'Chrome 120, Linux'],
  [AGENTS.edge, 'Edge 121, Windows'],
  [AGENTS.safari, 'Safari 17, iOS'],
  [AGENTS.firefox, 'Firefox 128, macOS'],
  [AGENTS.edgeOnIos, 'Edge 120, iOS'],
  [AGENTS.samsung, 'Samsung Internet 23, Android'],
  [AGENTS.chromebook, 'Chrome 120, ChromeOS'],
  [AGENTS.freebsd, 'Chrome 120'],
  ['curl/8.0.1', 'curl/8.0.1'],
  ['importer/1.0 (Linux)', 'importer/1.0 (Linux)'],
])('says of a client what helps to recognise it: %s', (userAgent, expected) => {
  expect(describeClient(userAgent)).toBe(expected);
});

it('has a time in UTC at hand', () => {
  expect(inUtc('2026-01-31T14:30:00.000+02:00')).toBe('2026-01-31 12:30:00 UTC');
});

it.each([
  [{ displayName: 'Countess' }, 'Countess'],
  [{ displayName: null }, 'Ada Byron'],
  [{ firstname: null, lastname: null }, 'ada'],
])('calls a user by the best name there is', (wishes, expected) => {
  expect(nameOf(aUser(wishes))).toBe(expected);
});

describe('the sentence of a status', () => {
  it.each(STATUSES)('is there for %s', (status) => {
    expect(statusText(aUser({ status })).id).toMatch(new RegExp(`^status\\.${status}\\.`));
  });

  it('names the end, the tries and the reason where there are any', () => {
    const lockedUntil = '2026-01-31T14:30:00.000Z';

    expect(statusText(aUser({ status: 'auto-locked', lockedUntil, failedTries: 5 }))).toEqual({
      id: 'status.auto-locked.until',
      values: { until: lockedUntil, tries: 5 },
    });
    expect(statusText(aUser({ status: 'locked-by-admin', lockedReason: 'Lost laptop' })).values?.reason).toBe(
      'Lost laptop',
    );
  });
});

describe('a changed value in the log', () => {
  it.each<[string, unknown, object]>([
    ['email', 'a@b.test', { kind: 'text', value: 'a@b.test' }],
    ['email', null, { kind: 'none' }],
    ['validTo', '2026-01-31T12:00:00.000Z', { kind: 'date', value: '2026-01-31T12:00:00.000Z' }],
    ['lifecycle', 'suspended', { kind: 'known', texts: ['status.suspended'] }],
    ['mfaRequirement', 'not-enforced', { kind: 'known', texts: ['mfa.requirement.not-enforced'] }],
    ['roles', [2, 3], { kind: 'roles', ids: [2, 3] }],
    ['roles', ['Author', 'Editor'], { kind: 'text', value: 'Author, Editor' }],
    ['roleGroups', [], { kind: 'none' }],
    ['mfaRequired', true, { kind: 'known', texts: ['yes'] }],
    ['namedRolesOnly', false, { kind: 'known', texts: ['licences.namedRolesOnly.no'] }],
    ['features', ['api-keys'], { kind: 'known', texts: ['licences.feature.api-keys'] }],
    ['userTypes', ['panel', 'end-user'], { kind: 'user-types', types: ['panel', 'end-user'] }],
    ['failedTries', 5, { kind: 'text', value: '5' }],
    ['locale', 'de-CH', { kind: 'language', code: 'de-CH' }],
    ['country', 'GB', { kind: 'country', code: 'GB' }],
    [
      'accounts',
      ['Acme: Europe: admin', 'Umbrella: viewer'],
      {
        kind: 'accounts',
        memberships: [
          { name: 'Acme: Europe', role: 'admin' },
          { name: 'Umbrella', role: 'viewer' },
        ],
      },
    ],
    ['accounts', ['Acme'], { kind: 'text', value: 'Acme' }],
    ['outcome', ['success', 'failure'], { kind: 'known', texts: ['outcome.success', 'outcome.failure'] }],
    // As older entries have several.
    ['reason', 'ok, wrong-password', { kind: 'known', texts: ['reason.ok', 'reason.wrong-password'] }],
    ['action', ['locked'], { kind: 'actions', actions: ['locked'] }],
    ['about', ['role-group'], { kind: 'known', texts: ['activity.about.role-group'] }],
    ['mfa.afterLoss', 'mail-code', { kind: 'policy', value: 'mail-code' }],
    ['lockout.lockMinutes', 20, { kind: 'policy', value: 20 }],
    ['html', '<p>Hello</p>', { kind: 'changed' }],
    ['locked.html', '<p>Hello</p>', { kind: 'changed' }],
    ['subject', 'Hello', { kind: 'text', value: 'Hello' }],
    ['purpose', '*', { kind: 'known', texts: ['delegation.everything'] }],
    ['somethingNew', { a: 1 }, { kind: 'text', value: '{"a":1}' }],
  ])('is shown as people write it: %s %j', (field, value, expected) => {
    expect(shownValue(field, value)).toEqual(expected);
  });

  it('stands under the name of the form, or under its own where it is new', () => {
    expect(fieldText('roleNames')).toBe('field.roles');
    expect(fieldText('lockout.lockMinutes')).toBe('policy.lockout.lockMinutes');
    expect(fieldText('sign-in-code.subject')).toBe('mail-template.subject');
    expect(fieldText('somethingNew')).toBeUndefined();
  });
});

/** In English, as the panel would say it. */
const t: Translate = (id, values = {}) =>
  en[id].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));

describe('a permission in the log', () => {
  it.each([
    ['plugin::content-manager.explorer.create api::blog-post.blog-post', 'Blog post: create entries'],
    ['plugin::content-manager.explorer.publish api::article.article', 'Article: publish entries'],
    ['plugin::content-manager.single-types.configure-view', 'Content manager: single types configure view'],
    ['plugin::gatehouse.log.read', 'View the log of a user'],
    ['admin::api-tokens.create', 'Api tokens: create'],
  ])('is said in words: %s', (permission, expected) => {
    expect(permissionText(permission, t)).toBe(expected);
  });

  it('of the Content API names the content type', () => {
    expect(apiActionText('api::article.article.find', t)).toBe('Article: find');
  });
});

it('has words for everything that can be done, with who did it or not', () => {
  for (const action of LOG_ACTIONS) expect(actionText(action, t)).not.toBe(action);
  expect(actionText('locked', t)).toBe('… locked the user');
  expect(actionText('of-a-newer-version', t)).toBe('of-a-newer-version');
});

describe('a refusal', () => {
  it("is read from Strapi's envelope", () => {
    const error = {
      status: 400,
      message: 'Not an address',
      details: {
        code: 'INVALID_RANGE',
        errors: [{ path: ['range'], message: 'Not an address', code: 'INVALID_RANGE' }],
      },
    };

    expect(refusalOf(error)).toEqual({
      status: 400,
      code: 'INVALID_RANGE',
      message: 'Not an address',
      reason: null,
      values: {},
      fields: [{ path: 'range', message: 'Not an address', code: 'INVALID_RANGE', reason: null, values: {} }],
    });
  });

  it.each([undefined, null, 'no', { name: 'TypeError', message: 'Failed to fetch' }])(
    'has neither status nor code where no answer came: %j',
    (error) => {
      expect(refusalOf(error)).toMatchObject({ status: null, code: null, fields: [] });
    },
  );
});
