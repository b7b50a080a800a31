import { offeredActions, type UserAction } from '../../admin/src/features/users/actions/user-actions';
import { STATUSES } from '../../shared/constants';
import type { User } from '../../shared/contracts/users';
import type { Permission } from '../../shared/permissions';
import { aUser } from './a-user';

const everything = { can: () => true, isSelf: false };
const offered = (wishes: Partial<User>) => offeredActions(aUser(wishes), everything);

describe('the actions offered for a user', () => {
  it.each<[string, Partial<User>, UserAction[]]>([
    ['is active', {}, ['lock', 'block-access', 'set-password', 'suspend', 'disable', 'delete']],
    [
      'has no access yet',
      { status: 'provisioned' },
      ['allow-access', 'lock', 'block-access', 'enable', 'set-password', 'suspend', 'disable', 'delete'],
    ],
    [
      'locked themself out',
      { status: 'auto-locked', accessLocked: true, failedTries: 5 },
      ['unlock', 'block-access', 'reset-tries', 'set-password', 'suspend', 'disable', 'delete'],
    ],
    [
      'an admin locked',
      { status: 'locked-by-admin', accessLocked: true },
      ['allow-access', 'unlock', 'set-password', 'suspend', 'disable', 'delete'],
    ],
    [
      'is suspended',
      { status: 'suspended' },
      ['lock', 'block-access', 'enable', 'set-password', 'disable', 'delete'],
    ],
    ['is disabled', { status: 'disabled' }, ['enable', 'set-password', 'delete']],
  ])('are those that make sense where the user %s', (_, wishes, expected) => {
    expect(offered(wishes)).toEqual(expected);
  });

  it('include unlocking, whatever other status hides the lock', () => {
    expect(offered({ status: 'suspended', accessLocked: true })).toContain('unlock');
    expect(offered({ status: 'disabled', accessLocked: true })).toContain('unlock');
  });

  it('leave passwords out for those who have none', () => {
    expect(offered({ type: 'api-only' })).not.toContain('set-password');
  });

  it('offer a reset of the tries only where one has failed', () => {
    expect(offered({ failedTries: 0 })).not.toContain('reset-tries');
    expect(offered({ failedTries: 1 })).toContain('reset-tries');
  });
});

describe("the actions offered for one's own user", () => {
  it.each(STATUSES)('never shut out oneself (%s)', (status) => {
    const actions = offeredActions(aUser({ status }), { can: () => true, isSelf: true });

    expect(actions).not.toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^(lock|block-access|suspend|disable|delete|set-password)$/),
      ]),
    );
  });
});

describe('the actions offered to a person', () => {
  const withOnly = (permission: Permission) =>
    offeredActions(aUser({ status: 'auto-locked', accessLocked: true, failedTries: 5 }), {
      can: (asked) => asked === permission,
      isSelf: false,
    });

  it.each<[Permission, UserAction[]]>([
    ['users.read', []],
    ['users.update', []],
    ['users.lock', ['unlock', 'block-access']],
    ['users.reset-tries', ['reset-tries']],
    ['users.lifecycle', ['suspend', 'disable']],
    ['users.set-password', ['set-password']],
    ['users.delete', ['delete']],
  ])('with %s alone are no more than that', (permission, expected) => {
    expect(withOnly(permission)).toEqual(expected);
  });
});
