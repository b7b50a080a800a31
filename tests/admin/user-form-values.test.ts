import {
  EMPTY_USER,
  problemsOf,
  toNewUser,
  toUserChange,
  type UserFormValues,
  valuesOf,
} from '../../admin/src/features/people/users/user-form-values';
import { createUser, updateUser } from '../../shared/contracts/users';
import { aUser } from './a-user';

const filled: UserFormValues = { ...EMPTY_USER, email: 'ada@example.test', roles: ['2'] };

describe('a new user', () => {
  it('is what was filled in, and nothing of what was left empty', () => {
    expect(toNewUser({ ...filled, firstname: 'Ada' })).toEqual({
      email: 'ada@example.test',
      firstname: 'Ada',
      type: 'panel',
      roles: [2],
    });
  });

  it('is what the API accepts', () => {
    const everything = {
      ...filled,
      userName: 'ada',
      displayName: 'Countess',
      lastname: 'Byron',
      mobile: '+44 20 7946 0000',
      timeZone: 'Europe/London',
      locale: 'en-GB',
      validFrom: '2026-01-01T00:00:00.000Z',
      validTo: '2026-12-31T00:00:00.000Z',
    };

    expect(createUser.body.safeParse(toNewUser(everything)).success).toBe(true);
  });
});

describe('a change', () => {
  const before = valuesOf(aUser({ displayName: 'Countess', mobile: '+44 20 7946 0000' }));

  it('is nothing where nothing differs', () => {
    expect(toUserChange(before, { ...before })).toEqual({});
  });

  it("is what differs alone, so that nobody else's change is written over", () => {
    expect(toUserChange(before, { ...before, lastname: 'Lovelace', roles: ['2', '3'] })).toEqual({
      lastname: 'Lovelace',
      roles: [2, 3],
    });
  });

  it('says what an API-only user comes in with, of nobody else', () => {
    const after = { ...before, authType: 'oauth-client' as const };

    expect(toUserChange(before, { ...after, type: 'api-only' })).toEqual({
      type: 'api-only',
      authType: 'oauth-client',
    });
    expect(toUserChange(before, after)).toEqual({});
    expect(toNewUser({ ...filled, type: 'api-only' })).toMatchObject({ authType: 'api-key' });
  });

  it('clears a field that was emptied, and the API accepts that', () => {
    const change = toUserChange(before, { ...before, displayName: null, mobile: null });

    expect(change).toEqual({ displayName: null, mobile: null });
    expect(updateUser.body.safeParse(change).success).toBe(true);
  });
});

describe('the form says without asking the server', () => {
  const fields = (values: Partial<UserFormValues>, isNew = true) =>
    problemsOf({ ...filled, ...values }, { isNew }).map(({ field }) => field);

  it.each<[string, Partial<UserFormValues>, string[]]>([
    ['nothing of a complete one', {}, []],
    ['that the e-mail address is missing', { email: ' ' }, ['email']],
    ['that a panel user has no role', { roles: [] }, ['roles']],
    ['nothing of an API-only user without roles', { type: 'api-only', roles: [] }, []],
    [
      'that access ends before it begins',
      { validFrom: '2026-02-01T00:00:00Z', validTo: '2026-01-01T00:00:00Z' },
      ['validTo'],
    ],
  ])('%s', (_, values, expected) => {
    expect(fields(values)).toEqual(expected);
  });

  it('that a user who has a user name keeps one', () => {
    expect(fields({ userName: null }, true)).toEqual([]);
    expect(fields({ userName: null }, false)).toEqual(['userName']);
  });
});
