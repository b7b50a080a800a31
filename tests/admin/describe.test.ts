import { refusalOf } from '../../admin/src/api/refusal';
import { inUtc } from '../../admin/src/components/zoned-time';
import { fieldText, shownValue } from '../../admin/src/features/log/describe-change';
import { describeClient } from '../../admin/src/components/describe-client';
import { statusText } from '../../admin/src/features/users/status-text';
import { nameOf } from '../../admin/src/features/users/user-names';
import { STATUSES } from '../../shared/constants';
import { aUser } from './a-user';

const AGENTS = {
  chrome:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36',
  edge: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/121.0.0.0',
  safari:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1',
  firefox: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:128.0) Gecko/20100101 Firefox/128.0',
};

it.each([
  [AGENTS.chrome, 'Chrome 120, Linux'],
  [AGENTS.edge, 'Edge 121, Windows'],
  [AGENTS.safari, 'Safari 17, iOS'],
  [AGENTS.firefox, 'Firefox 128, macOS'],
  ['curl/8.0.1', 'curl/8.0.1'],
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
  it.each([
    ['email', 'a@b.test', { kind: 'text', value: 'a@b.test' }],
    ['email', null, { kind: 'none' }],
    ['validTo', '2026-01-31T12:00:00.000Z', { kind: 'date', value: '2026-01-31T12:00:00.000Z' }],
    ['lifecycle', 'suspended', { kind: 'known', text: 'status.suspended' }],
    ['roles', [2, 3], { kind: 'roles', ids: [2, 3] }],
    ['mfaRequired', true, { kind: 'known', text: 'yes' }],
    ['failedTries', 5, { kind: 'text', value: '5' }],
    ['somethingNew', { a: 1 }, { kind: 'text', value: '{"a":1}' }],
  ])('is shown as people write it: %s %j', (field, value, expected) => {
    expect(shownValue(field, value)).toEqual(expected);
  });

  it('stands under the name of the form, or under its own where it is new', () => {
    expect(fieldText('roleNames')).toBe('field.roles');
    expect(fieldText('somethingNew')).toBeUndefined();
  });
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
