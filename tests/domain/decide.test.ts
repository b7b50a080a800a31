import type { Reason } from '../../shared/constants';
import type { Ask } from '../../server/src/domain/answer';
import {
  beforePassword,
  decide,
  explain,
  onEveryRequest,
  onInvitation,
} from '../../server/src/domain/decide';
import type { Facts, UserFacts } from '../../server/src/domain/facts';
import { aKnownDevice, aUserWho, factsOf, now, tomorrow, yesterday } from './builders';

type Obstacle = { reason: Reason; rule: string; user?: Partial<UserFacts>; around?: Partial<Facts> };

/** What keeps somebody out. */
const THROTTLED: Obstacle = { reason: 'rate-limited', rule: 'throttle', around: { isThrottled: true } };
const API_ONLY: Obstacle = { reason: 'api-only', rule: 'apiOnly', user: { type: 'api-only' } };
const SSO_ONLY: Obstacle = { reason: 'sso-only', rule: 'ssoOnly', around: { isSsoLocked: true } };
const DISABLED: Obstacle = { reason: 'disabled', rule: 'lifecycle', user: { lifecycle: 'disabled' } };
const SUSPENDED: Obstacle = { reason: 'suspended', rule: 'lifecycle', user: { lifecycle: 'suspended' } };
const NOT_GRANTED: Obstacle = {
  reason: 'not-provisioned',
  rule: 'granted',
  user: { lifecycle: 'provisioned' },
};
const ADMIN_LOCK: Obstacle = { reason: 'locked-by-admin', rule: 'adminLock', user: { lock: 'admin' } };
const EXPIRED: Obstacle = { reason: 'expired', rule: 'accessDates', user: { validTo: yesterday } };
const NOT_YET: Obstacle = { reason: 'not-yet-valid', rule: 'accessDates', user: { validFrom: tomorrow } };
const ELSEWHERE: Obstacle = {
  reason: 'address-not-allowed',
  rule: 'address',
  around: { addressRules: { user: ['198.51.100.0/24'], role: [], everyone: [] } },
};
const AUTO_LOCK: Obstacle = {
  reason: 'auto-locked',
  rule: 'autoLock',
  user: { lock: 'auto', lockedUntil: tomorrow },
};
const NO_TRIES: Obstacle = {
  reason: 'too-many-tries',
  rule: 'triesLeft',
  user: { failedTries: 5, lastFailedAt: now },
};

/** Of two that rest on the same fact, the first is the one that holds. */
const facing = (...obstacles: Obstacle[]): Facts => {
  const lastFirst = [...obstacles].reverse();
  const user: Partial<UserFacts> = Object.assign({}, ...lastFirst.map((obstacle) => obstacle.user));
  const around: Partial<Facts> = Object.assign({}, ...lastFirst.map((obstacle) => obstacle.around));
  return factsOf(aUserWho(user), around);
};

const LISTS = [
  {
    when: 'before a password',
    rules: beforePassword,
    inOrder: [
      THROTTLED,
      API_ONLY,
      SSO_ONLY,
      DISABLED,
      SUSPENDED,
      NOT_GRANTED,
      ADMIN_LOCK,
      EXPIRED,
      NOT_YET,
      ELSEWHERE,
      AUTO_LOCK,
      NO_TRIES,
    ],
    letsPass: [] as Obstacle[],
  },
  {
    when: 'of every request',
    rules: onEveryRequest,
    inOrder: [API_ONLY, DISABLED, SUSPENDED, NOT_GRANTED, ADMIN_LOCK, EXPIRED, NOT_YET, ELSEWHERE],
    letsPass: [THROTTLED, SSO_ONLY, AUTO_LOCK, NO_TRIES],
  },
  {
    when: 'of who accepts an invitation',
    rules: onInvitation,
    inOrder: [API_ONLY, DISABLED, SUSPENDED, ADMIN_LOCK, EXPIRED, NOT_YET, ELSEWHERE],
    letsPass: [NOT_GRANTED, THROTTLED, SSO_ONLY, AUTO_LOCK, NO_TRIES],
  },
];

describe('a decision', () => {
  it('is the first refusal, and asks no further', () => {
    const asked: string[] = [];
    const rule =
      (name: string, answer: ReturnType<Ask>): Ask =>
      () => {
        asked.push(name);
        return answer;
      };
    const rules = [
      rule('first', { outcome: 'pass' }),
      rule('second', { outcome: 'deny', reason: 'expired' }),
      rule('third', { outcome: 'deny', reason: 'disabled' }),
    ];

    expect(decide(rules, factsOf(aUserWho()))).toEqual({ outcome: 'deny', reason: 'expired' });
    expect(asked).toEqual(['first', 'second']);
  });

  it('lets in where no rule refuses', () => {
    expect(decide([], factsOf(aUserWho()))).toEqual({ outcome: 'allow', reason: 'ok' });
    expect(decide(beforePassword, factsOf(aUserWho()))).toEqual({ outcome: 'allow', reason: 'ok' });
    expect(decide(onEveryRequest, factsOf(aUserWho()))).toEqual({ outcome: 'allow', reason: 'ok' });
  });
});

describe.each(LISTS)('what is asked $when', ({ rules, inOrder, letsPass }) => {
  it.each(inOrder.map((obstacle, place) => ({ ...obstacle, place })))(
    'refuses as "$reason", and before all that follows',
    ({ reason, place }) => {
      const [first, ...following] = inOrder.slice(place) as [Obstacle, ...Obstacle[]];

      expect(decide(rules, facing(first))).toMatchObject({ outcome: 'deny', reason });
      expect(decide(rules, facing(first, ...following))).toMatchObject({ outcome: 'deny', reason });
    },
  );

  it('asks nothing else', () => {
    for (const obstacle of letsPass)
      expect(decide(rules, facing(obstacle))).toEqual({ outcome: 'allow', reason: 'ok' });
  });

  it('refuses nobody as an unknown user, wherever they come from', () => {
    const elsewhere = { ...facing(ELSEWHERE), user: null };

    expect(decide(rules, factsOf(null))).toEqual({ outcome: 'deny', reason: 'unknown-user' });
    expect(decide(rules, elsewhere)).toEqual({ outcome: 'deny', reason: 'unknown-user' });
  });

  it('tells until when, where the refusal ends by itself', () => {
    const away = aUserWho({ lifecycle: 'suspended', suspendedUntil: tomorrow });

    expect(decide(rules, factsOf(away))).toEqual({ outcome: 'deny', reason: 'suspended', until: tomorrow });
  });

  it('is explained rule by rule, and the first that denies is the one that decides', () => {
    const facts = facing(ADMIN_LOCK, EXPIRED, ELSEWHERE);
    const explained = explain(rules, facts);

    expect(explained).toHaveLength(rules.length);
    expect(explained.filter(({ outcome }) => outcome === 'deny').map(({ rule }) => rule)).toEqual([
      'adminLock',
      'accessDates',
      'address',
    ]);
    expect(explained.find(({ outcome }) => outcome === 'deny')?.reason).toBe('locked-by-admin');
    expect(decide(rules, facts)).toMatchObject({ reason: 'locked-by-admin' });
  });

  it('has a name for each rule', () => {
    const names = explain(rules, factsOf(aUserWho())).map(({ rule }) => rule);

    expect(names).not.toContain('unnamed');
    expect(new Set(names).size).toBe(rules.length);
    for (const { reason, rule } of inOrder)
      expect(
        explain(rules, facing(...inOrder.filter((obstacle) => obstacle.reason === reason))),
      ).toContainEqual(expect.objectContaining({ rule, outcome: 'deny', reason }));
  });

  it('explains that all is well with whom it lets in', () => {
    for (const answer of explain(rules, factsOf(aUserWho())))
      expect(answer).toEqual({ rule: expect.any(String), outcome: 'pass', reason: 'ok', until: null });
  });
});

describe('an automatic lock', () => {
  const locked = facing(AUTO_LOCK, NO_TRIES);

  it('keeps out who signs in, and leaves alone who is at work', () => {
    expect(decide(beforePassword, locked)).toEqual({
      outcome: 'deny',
      reason: 'auto-locked',
      until: tomorrow,
    });
    expect(decide(onEveryRequest, locked)).toEqual({ outcome: 'allow', reason: 'ok' });
  });

  it('does not keep out a known device, which every other rule still does', () => {
    const device = aKnownDevice();
    const others =
      LISTS[0]?.inOrder.filter((obstacle) => obstacle !== AUTO_LOCK && obstacle !== NO_TRIES) ?? [];

    expect(decide(beforePassword, { ...locked, device })).toEqual({ outcome: 'allow', reason: 'ok' });
    for (const obstacle of others)
      expect(decide(beforePassword, { ...facing(obstacle), device })).toMatchObject({
        reason: obstacle.reason,
      });
  });

  it('that has run out gives the tries back', () => {
    const free = aUserWho({ lock: 'auto', lockedUntil: now, failedTries: 5, lastFailedAt: now });

    expect(decide(beforePassword, factsOf(free))).toEqual({ outcome: 'allow', reason: 'ok' });
  });
});
