import {
  offeredActions,
  primaryAction,
  type UserAction,
} from '../../admin/src/features/people/users/actions/user-actions';
import { STATUSES } from '../../shared/users/statuses';
import type { User } from '../../shared/contracts/users';
import type { Permission } from '../../shared/permissions';
import { aUser } from './a-user';

const everything = { can: () => true, isSelf: false };
const offered = (wishes: Partial<User>) => offeredActions(aUser(wishes), everything);

const PASSWORD: UserAction[] = ['set-password', 'auto-reset-password'];
const MFA: UserAction[] = ['reset-mfa'];
const FORCED: UserAction[] = [...PASSWORD, 'force-password-change'];

describe('the actions offered for a user', () => {
  it.each<[string, Partial<User>, UserAction[]]>([
    [
      'is active',
      {},
      [
        'lock',
        'block-access',
        ...FORCED,
        'send-reset-email',
        ...MFA,
        'copy-access',
        'suspend',
        'disable',
        'delete',
      ],
    ],
    [
      'has no access yet',
      { status: 'provisioned' },
      [
        'allow-access',
        'lock',
        'block-access',
        'enable',
        ...PASSWORD,
        'resend-invitation',
        ...MFA,
        'copy-access',
        'disable',
        'delete',
      ],
    ],
    [
      'locked themself out',
      { status: 'auto-locked', accessLocked: true, failedTries: 5 },
      [
        'unlock',
        'block-access',
        'reset-tries',
        ...FORCED,
        'send-reset-email',
        ...MFA,
        'copy-access',
        'suspend',
        'disable',
        'delete',
      ],
    ],
    [
      'an admin locked',
      { status: 'locked-by-admin', accessLocked: true },
      ['allow-access', 'unlock', ...FORCED, ...MFA, 'copy-access', 'suspend', 'disable', 'delete'],
    ],
    [
      'is suspended',
      { status: 'suspended' },
      ['lock', 'block-access', 'enable', ...FORCED, ...MFA, 'copy-access', 'disable', 'delete'],
    ],
    ['is disabled', { status: 'disabled' }, ['enable', ...FORCED, ...MFA, 'copy-access', 'delete']],
  ])('are those that make sense where the user %s', (_, wishes, expected) => {
    expect(offered(wishes)).toEqual(expected);
  });

  it('include unlocking, whatever other status hides the lock', () => {
    expect(offered({ status: 'suspended', accessLocked: true })).toContain('unlock');
    expect(offered({ status: 'disabled', accessLocked: true })).toContain('unlock');
  });

  it('leave passwords out for those who have none', () => {
    expect(offered({ type: 'api-only' }).join()).not.toMatch(/password|invitation|reset-email|mfa/);
  });

  it('take away a second factor, and trust in browsers, only from who has one', () => {
    const ofFactors = ['remove-mfa', 'delete-trusted-devices'];
    expect(offered({})).not.toEqual(expect.arrayContaining(ofFactors));
    expect(offered({ mfaEnabled: true })).toEqual(expect.arrayContaining(ofFactors));
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
        expect.stringMatching(
          /^(lock|block-access|suspend|disable|delete|set-password|auto-reset-password|force-password-change|reset-mfa|remove-mfa)$/,
        ),
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
    ['users.update', ['copy-access']],
    ['users.lock', ['unlock', 'block-access']],
    ['users.reset-tries', ['reset-tries']],
    ['users.lifecycle', ['suspend', 'disable']],
    ['users.set-password', PASSWORD],
    ['users.force-password-change', ['force-password-change']],
    ['users.invite', ['send-reset-email']],
    ['users.mfa', MFA],
    ['users.delete', ['delete']],
  ])('with %s alone are no more than that', (permission, expected) => {
    expect(withOnly(permission)).toEqual(expected);
  });
});

describe('the action that brings a user back', () => {
  it.each<[Partial<User>, UserAction | undefined]>([
    [{}, undefined],
    [{ status: 'auto-locked', accessLocked: true }, 'unlock'],
    [{ status: 'locked-by-admin', accessLocked: true }, 'unlock'],
    [{ status: 'suspended' }, 'enable'],
    [{ status: 'disabled' }, 'enable'],
    [{ status: 'provisioned' }, 'allow-access'],
    [{ status: 'expired' }, undefined],
  ])('of %j is %s', (wishes, expected) => {
    expect(primaryAction(aUser(wishes), everything)).toBe(expected);
  });

  it('is none for who may not do it', () => {
    const user = aUser({ status: 'suspended' });

    expect(primaryAction(user, { can: (permission) => permission === 'users.lock', isSelf: false })).toBe(
      undefined,
    );
  });
});
