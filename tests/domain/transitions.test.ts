import fc from '../support/fast-check';
import type { Lifecycle, Lock } from '../../shared/constants';
import { decide, beforePassword, onEveryRequest } from '../../server/src/domain/decide';
import { isNativeActive, statusOf } from '../../server/src/domain/status';
import { type Transition, transition, type TransitionFacts } from '../../server/src/domain/transitions';
import { aUserWho, everyStateToActOn, factsOf, now, tomorrow, yesterday } from './builders';

const ACTIONS: Transition[] = [
  { action: 'lock', reason: 'lost her phone' },
  { action: 'unlock' },
  { action: 'allow-access' },
  { action: 'suspend', until: null },
  { action: 'suspend', until: tomorrow },
  { action: 'enable' },
  { action: 'disable' },
  { action: 'reset-tries' },
  { action: 'set-password', forceChange: false },
];
const named = (step: Transition) =>
  step.action === 'suspend' && step.until ? 'suspend until a date' : step.action;
const states = everyStateToActOn();
const everyStateAndAction = states.flatMap((user) => ACTIONS.map((step) => ({ user, step })));

/** How the user stands afterwards; undefined where it can't be done. */
const afterwards = (user: TransitionFacts, step: Transition, at = now): TransitionFacts | undefined => {
  const result = transition(user, step, at);
  return 'refused' in result ? undefined : { ...user, ...result.changes };
};

const action = (name: string) => ACTIONS.find((step) => named(step) === name) as Transition;

describe('the lifecycle', () => {
  const REFUSED = undefined;
  it.each<[string, Record<Lifecycle, Lifecycle | undefined>]>([
    // action                 from provisioned           from active            from suspended            from disabled
    ['lock', { provisioned: 'provisioned', active: 'active', suspended: 'suspended', disabled: 'disabled' }],
    [
      'unlock',
      { provisioned: 'provisioned', active: 'active', suspended: 'suspended', disabled: 'disabled' },
    ],
    [
      'allow-access',
      { provisioned: 'active', active: 'active', suspended: 'suspended', disabled: 'disabled' },
    ],
    ['suspend', { provisioned: REFUSED, active: 'suspended', suspended: 'suspended', disabled: REFUSED }],
    [
      'suspend until a date',
      { provisioned: REFUSED, active: 'suspended', suspended: 'suspended', disabled: REFUSED },
    ],
    ['enable', { provisioned: 'active', active: 'active', suspended: 'active', disabled: 'active' }],
    ['disable', { provisioned: 'disabled', active: 'disabled', suspended: 'disabled', disabled: 'disabled' }],
    [
      'reset-tries',
      { provisioned: 'provisioned', active: 'active', suspended: 'suspended', disabled: 'disabled' },
    ],
    [
      'set-password',
      { provisioned: 'active', active: 'active', suspended: 'suspended', disabled: 'disabled' },
    ],
  ])('after "%s" is, from each before: %j', (name, expected) => {
    for (const user of states) {
      const { lifecycle, ...rest } = user;
      expect({ lifecycle, rest, now: afterwards(user, action(name))?.lifecycle }).toEqual({
        lifecycle,
        rest,
        now: expected[lifecycle],
      });
    }
  });

  it('leaves "disabled" by enabling alone', () => {
    const ways = new Set(
      everyStateAndAction
        .filter(
          ({ user, step }) =>
            user.lifecycle === 'disabled' && afterwards(user, step)?.lifecycle !== 'disabled',
        )
        .filter(({ user, step }) => afterwards(user, step) !== undefined)
        .map(({ step }) => named(step)),
    );

    expect(ways).toEqual(new Set(['enable']));
  });

  it('becomes active from "provisioned" by allowing access, enabling or a password alone', () => {
    const ways = new Set(
      everyStateAndAction
        .filter(
          ({ user, step }) =>
            user.lifecycle === 'provisioned' && afterwards(user, step)?.lifecycle === 'active',
        )
        .map(({ step }) => named(step)),
    );

    expect(ways).toEqual(new Set(['allow-access', 'enable', 'set-password']));
  });

  it('leaves no end of a suspension behind when somebody is enabled or disabled', () => {
    for (const user of states) {
      expect(afterwards(user, action('enable'))?.suspendedUntil).toBeNull();
      expect(afterwards(user, action('disable'))?.suspendedUntil).toBeNull();
    }
  });
});

describe('a suspension', () => {
  const active = aUserWho();

  it.each([
    ['until somebody ends it', null, 'suspended'],
    ['until a date', tomorrow, 'suspended'],
  ] as const)('lasts %s', (_name, until, status) => {
    const after = afterwards(active, { action: 'suspend', until });

    expect(after).toMatchObject({ lifecycle: 'suspended', suspendedUntil: until });
    expect(statusOf(after as TransitionFacts, now)).toBe(status);
  });

  it.each([
    ['a past end', yesterday],
    ['an end that is just now', now],
  ])('is refused with %s', (_name, until) => {
    expect(transition(active, { action: 'suspend', until }, now)).toMatchObject({
      refused: expect.stringContaining('must be in the future'),
    });
  });

  it.each(['suspend', 'suspend until a date'])(
    'of a user who was never let in is refused, as its end would let them in: %s',
    (name) => {
      expect(transition(aUserWho({ lifecycle: 'provisioned' }), action(name), now)).toMatchObject({
        refused: expect.any(String),
      });
    },
  );

  it('replaces the one before', () => {
    const away = aUserWho({ lifecycle: 'suspended', suspendedUntil: tomorrow });

    expect(afterwards(away, action('suspend'))?.suspendedUntil).toBeNull();
  });
});

describe('the lock', () => {
  it.each<[string, Record<Lock, Lock>]>([
    // action            none                auto                admin
    ['lock', { none: 'admin', auto: 'admin', admin: 'admin' }],
    ['unlock', { none: 'none', auto: 'none', admin: 'none' }],
    ['allow-access', { none: 'none', auto: 'none', admin: 'none' }],
    ['reset-tries', { none: 'none', auto: 'none', admin: 'admin' }],
    ['set-password', { none: 'none', auto: 'none', admin: 'none' }],
    ['enable', { none: 'none', auto: 'auto', admin: 'admin' }],
    ['disable', { none: 'none', auto: 'auto', admin: 'admin' }],
  ])('after "%s" is, from each before: %j', (name, expected) => {
    for (const user of states) {
      expect({ ...user, after: afterwards(user, action(name))?.lock }).toEqual({
        ...user,
        after: expected[user.lock],
      });
    }
  });

  it('by an admin says when and why, and has no end', () => {
    for (const user of states) {
      expect(afterwards(user, action('lock'))).toEqual({
        ...user,
        lock: 'admin',
        lockedAt: now,
        lockedReason: 'lost her phone',
        lockedUntil: null,
      });
    }
  });

  it.each(['unlock', 'allow-access', 'set-password'])(
    'leaves nothing behind after "%s", and all tries are back',
    (name) => {
      for (const user of states) {
        expect(afterwards(user, action(name))).toMatchObject({
          lock: 'none',
          lockedAt: null,
          lockedReason: null,
          lockedUntil: null,
          failedTries: 0,
          lastFailedAt: null,
          autoLocks: 0,
        });
      }
    },
  );

  it('by an admin stays when the tries are given back', () => {
    const locked = aUserWho({
      lock: 'admin',
      lockedAt: yesterday,
      lockedReason: 'lost her phone',
      failedTries: 3,
      lastFailedAt: yesterday,
      autoLocks: 2,
    });

    expect(afterwards(locked, action('reset-tries'))).toEqual({
      ...locked,
      failedTries: 0,
      lastFailedAt: null,
      autoLocks: 0,
    });
  });

  it('after too many tries is lifted when the tries are given back', () => {
    const locked = aUserWho({
      lock: 'auto',
      lockedAt: yesterday,
      lockedUntil: tomorrow,
      failedTries: 5,
      autoLocks: 1,
    });

    expect(afterwards(locked, action('reset-tries'))).toEqual(aUserWho());
  });
});

describe('a new password', () => {
  it('ends every wish for one', () => {
    for (const user of states) expect(afterwards(user, action('set-password'))?.credential).toBe('ok');
  });

  it('does not bring back who was suspended or disabled', () => {
    for (const lifecycle of ['suspended', 'disabled'] as const) {
      const user = aUserWho({ lifecycle, lock: 'auto' });
      expect(
        decide(onEveryRequest, factsOf({ ...user, ...afterwards(user, action('set-password')) })).outcome,
      ).toBe('deny');
    }
  });
});

describe('an action', () => {
  const lockFacts = ['lock', 'lockedAt', 'lockedReason', 'lockedUntil'];
  const tries = ['failedTries', 'lastFailedAt', 'autoLocks'];

  it.each<[string, string[]]>([
    ['lock', lockFacts],
    ['unlock', [...lockFacts, ...tries]],
    ['allow-access', [...lockFacts, ...tries, 'lifecycle']],
    ['suspend', ['lifecycle', 'suspendedUntil']],
    ['suspend until a date', ['lifecycle', 'suspendedUntil']],
    ['enable', ['lifecycle', 'suspendedUntil']],
    ['disable', ['lifecycle', 'suspendedUntil']],
    ['reset-tries', [...lockFacts, ...tries]],
    ['set-password', [...lockFacts, ...tries, 'lifecycle', 'credential', 'temporaryPasswordAt']],
  ])('"%s" changes nothing but %j', (name, own) => {
    for (const user of states) {
      const result = transition(user, action(name), now);
      if ('refused' in result) continue;
      expect(own).toEqual(expect.arrayContaining(Object.keys(result.changes)));
    }
  });

  it('that changes who may come in, or what they are told, says so in its changes', () => {
    const seen = (user: TransitionFacts) => {
      const facts = factsOf(aUserWho(user));
      return {
        status: statusOf(user, now),
        native: isNativeActive({ type: 'panel', ...user }, now),
        signIn: decide(beforePassword, facts),
        request: decide(onEveryRequest, facts),
      };
    };
    const deciding = ['lifecycle', 'suspendedUntil', 'lock', 'lockedUntil', 'credential'] as const;
    for (const { user, step } of everyStateAndAction) {
      const result = transition(user, step, now);
      const changes = 'refused' in result ? {} : result.changes;
      const after = { ...user, ...changes };
      const isNamed = deciding.some((fact) => fact in changes && user[fact] !== after[fact]);
      if (!isNamed) expect({ step, user, seen: seen(after) }).toEqual({ step, user, seen: seen(user) });
    }
  });

  it('leaves the user as it found them', () => {
    for (const { user, step } of everyStateAndAction) {
      const copy = { ...user };
      transition(Object.freeze(copy), step, now);
      expect(copy).toEqual(user);
    }
  });

  it('done twice ends as done once', () => {
    for (const { user, step } of everyStateAndAction) {
      const once = afterwards(user, step);
      if (once) expect(afterwards(once, step)).toEqual(once);
    }
  });

  it('explains its refusal', () => {
    for (const { user, step } of everyStateAndAction) {
      const result = transition(user, step, now);
      if ('refused' in result) expect(result.refused).toMatch(/^[A-Z].{10,}/);
    }
  });
});

describe('whatever is done one after another', () => {
  const HOUR = 3_600_000;
  const grants = new Set(['allow-access', 'enable', 'set-password']);
  const steps = fc.array(
    fc.record({
      action: fc.constantFrom(...ACTIONS.map(named)),
      hours: fc.integer({ min: 0, max: 72 }),
    }),
    { minLength: 1, maxLength: 8 },
  );
  const stepAt = (name: string, at: Date): Transition =>
    name === 'suspend until a date'
      ? { action: 'suspend', until: new Date(at.getTime() + 24 * HOUR) }
      : action(name);

  it('nobody gets in to whom access was never granted', () => {
    fc.assert(
      fc.property(steps, (plan) => {
        let user: TransitionFacts = aUserWho({ lifecycle: 'provisioned' });
        let at = now;
        for (const { action: name, hours } of plan) {
          if (grants.has(name)) continue;
          user = afterwards(user, stepAt(name, at), at) ?? user;
          at = new Date(at.getTime() + hours * HOUR);
          expect(decide(beforePassword, factsOf(aUserWho(user), { now: at })).outcome).toBe('deny');
          expect(isNativeActive({ type: 'panel', ...user }, at)).toBe(false);
        }
      }),
    );
  });

  it('a disabled user stays out until somebody enables them', () => {
    fc.assert(
      fc.property(steps, (plan) => {
        let user: TransitionFacts = aUserWho({ lifecycle: 'disabled' });
        let at = now;
        for (const { action: name, hours } of plan) {
          if (name === 'enable') continue;
          user = afterwards(user, stepAt(name, at), at) ?? user;
          at = new Date(at.getTime() + hours * HOUR);
          expect(decide(beforePassword, factsOf(aUserWho(user), { now: at })).outcome).toBe('deny');
        }
      }),
    );
  });

  it('whoever is enabled and unlocked gets in', () => {
    fc.assert(
      fc.property(steps, (plan) => {
        let user: TransitionFacts = aUserWho({ lifecycle: 'provisioned' });
        for (const { action: name } of plan) user = afterwards(user, stepAt(name, now)) ?? user;
        user = afterwards(user, action('enable')) as TransitionFacts;
        user = afterwards(user, action('unlock')) as TransitionFacts;
        expect(decide(beforePassword, factsOf(aUserWho(user)))).toEqual({ outcome: 'allow', reason: 'ok' });
      }),
    );
  });
});
