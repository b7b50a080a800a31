import { LIFECYCLES, LOCKS, USER_TYPES } from '../../shared/constants';
import { STATUSES, type Status } from '../../shared/users/statuses';
import { holds } from '../../server/src/domain/condition';
import {
  hasAccess,
  isAccessLocked,
  isNativeActive,
  STATUS_PRECEDENCE,
  type StatusFacts,
  statusOf,
} from '../../server/src/domain/status';
import {
  aMomentAfter,
  aMomentBefore,
  aUserWho,
  everyCombinationOf,
  everyStateAt,
  now,
  tomorrow,
  yesterday,
} from './builders';

const states = everyStateAt(now);

/** Each status in words of its own, most telling first: who is none of these is active. */
const IN_WORDS: [Status, (user: StatusFacts) => boolean][] = [
  ['disabled', (user) => user.lifecycle === 'disabled'],
  ['suspended', (user) => user.lifecycle === 'suspended' && !hasCome(user.suspendedUntil)],
  ['locked-by-admin', (user) => user.lock === 'admin'],
  ['auto-locked', (user) => user.lock === 'auto' && !hasCome(user.lockedUntil)],
  ['expired', (user) => user.validTo !== null && user.validTo.getTime() < now.getTime()],
  ['not-yet-valid', (user) => user.validFrom !== null && user.validFrom.getTime() > now.getTime()],
  ['provisioned', (user) => user.lifecycle === 'provisioned'],
  ['awaiting-new-password', (user) => user.credential === 'must-change' || user.credential === 'expired'],
  ['recovery', (user) => user.credential === 'reset-requested'],
  ['active', () => true],
];
const hasCome = (date: Date | null) => date !== null && date.getTime() <= now.getTime();

describe('the status of a user', () => {
  it('is the most telling of those that fit, in every combination of facts', () => {
    for (const state of states) {
      const [expected] = IN_WORDS.find(([, fits]) => fits(state)) as [Status, unknown];
      expect({ ...state, status: statusOf(state, now) }).toEqual({ ...state, status: expected });
    }
  });

  it('is reached by every status there is', () => {
    expect(new Set(states.map((state) => statusOf(state, now)))).toEqual(new Set(STATUSES));
  });

  it('has each status but "active" in its precedence, once', () => {
    const ranked = STATUS_PRECEDENCE.map(({ status }) => status);

    expect([...ranked, 'active'].sort()).toEqual([...STATUSES].sort());
  });

  it.each<[Status, Partial<StatusFacts>]>([
    ['active', {}],
    ['provisioned', { lifecycle: 'provisioned' }],
    ['disabled', { lifecycle: 'disabled' }],
    ['suspended', { lifecycle: 'suspended' }],
    ['suspended', { lifecycle: 'suspended', suspendedUntil: aMomentAfter }],
    ['active', { lifecycle: 'suspended', suspendedUntil: now }],
    ['active', { lifecycle: 'suspended', suspendedUntil: yesterday }],
    ['active', { lifecycle: 'active', suspendedUntil: tomorrow }],
    ['locked-by-admin', { lock: 'admin' }],
    ['locked-by-admin', { lock: 'admin', lockedUntil: yesterday }],
    ['auto-locked', { lock: 'auto' }],
    ['auto-locked', { lock: 'auto', lockedUntil: aMomentAfter }],
    ['active', { lock: 'auto', lockedUntil: now }],
    ['active', { lock: 'none', lockedUntil: tomorrow }],
    ['expired', { validTo: aMomentBefore }],
    ['active', { validTo: now }],
    ['not-yet-valid', { validFrom: aMomentAfter }],
    ['active', { validFrom: now }],
    ['expired', { validFrom: tomorrow, validTo: yesterday }],
    ['awaiting-new-password', { credential: 'must-change' }],
    ['awaiting-new-password', { credential: 'expired' }],
    ['recovery', { credential: 'reset-requested' }],
  ])('is %s of a user with %j', (status, facts) => {
    expect(statusOf(aUserWho(facts), now)).toBe(status);
  });

  it.each<[Status, Status, Partial<StatusFacts>]>([
    ['disabled', 'locked-by-admin', { lifecycle: 'disabled', lock: 'admin' }],
    ['suspended', 'locked-by-admin', { lifecycle: 'suspended', lock: 'admin' }],
    ['locked-by-admin', 'expired', { lock: 'admin', validTo: yesterday }],
    ['auto-locked', 'expired', { lock: 'auto', validTo: yesterday }],
    ['expired', 'not-yet-valid', { validFrom: tomorrow, validTo: yesterday }],
    ['expired', 'provisioned', { lifecycle: 'provisioned', validTo: yesterday }],
    ['not-yet-valid', 'provisioned', { lifecycle: 'provisioned', validFrom: tomorrow }],
    ['provisioned', 'awaiting-new-password', { lifecycle: 'provisioned', credential: 'must-change' }],
    ['provisioned', 'recovery', { lifecycle: 'provisioned', credential: 'reset-requested' }],
  ])('is %s before %s', (first, _second, facts) => {
    expect(statusOf(aUserWho(facts), now)).toBe(first);
  });
});

describe('locked access', () => {
  it.each([
    [false, { lock: 'none', lockedUntil: tomorrow }],
    [true, { lock: 'admin', lockedUntil: null }],
    [true, { lock: 'admin', lockedUntil: yesterday }],
    [true, { lock: 'auto', lockedUntil: null }],
    [true, { lock: 'auto', lockedUntil: aMomentAfter }],
    [false, { lock: 'auto', lockedUntil: now }],
  ] as const)('is %s of a user with %j', (locked, facts) => {
    expect(holds(isAccessLocked, aUserWho(facts), now)).toBe(locked);
  });

  it('shows of a suspended and of a disabled user too', () => {
    for (const lifecycle of LIFECYCLES) {
      expect(holds(isAccessLocked, aUserWho({ lifecycle, lock: 'admin' }), now)).toBe(true);
      expect(holds(isAccessLocked, aUserWho({ lifecycle }), now)).toBe(false);
    }
  });
});

describe("Strapi's own record", () => {
  it('is inactive of whoever may not come in until somebody lets them and of who is API-only, and active of everybody else', () => {
    const kept = everyCombinationOf({
      type: USER_TYPES,
      lifecycle: LIFECYCLES,
      suspendedUntil: [null, yesterday, now, tomorrow],
      lock: LOCKS,
    });
    for (const user of kept) {
      const isAway = user.lifecycle === 'suspended' && !hasCome(user.suspendedUntil);
      const isKeptOut =
        user.lock === 'admin' || isAway || ['disabled', 'provisioned'].includes(user.lifecycle);
      expect({ ...user, access: hasAccess(user, now) }).toEqual({ ...user, access: !isKeptOut });
      expect({ ...user, active: isNativeActive(user, now) }).toEqual({
        ...user,
        active: !isKeptOut && user.type !== 'api-only',
      });
    }
  });

  it('agrees with the status', () => {
    const keptOut: Status[] = ['disabled', 'suspended', 'locked-by-admin', 'provisioned'];
    const letIn: Status[] = ['active', 'awaiting-new-password', 'recovery'];
    for (const state of states) {
      const status = statusOf(state, now);
      if (keptOut.includes(status))
        expect({ ...state, active: isNativeActive({ type: 'panel', ...state }, now) }).toMatchObject({
          active: false,
        });
      if (letIn.includes(status))
        expect({ ...state, active: isNativeActive({ type: 'panel', ...state }, now) }).toMatchObject({
          active: true,
        });
    }
  });
});
