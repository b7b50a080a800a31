import { alreadySo } from '../../server/src/domain/already';
import { type Transition, transition, type TransitionFacts } from '../../server/src/domain/transitions';
import { everyStateToActOn, now, tomorrow, yesterday } from './builders';

const STEPS: Transition[] = [
  { action: 'lock', reason: 'lost her phone' },
  { action: 'unlock' },
  { action: 'allow-access' },
  { action: 'suspend', until: null },
  { action: 'suspend', until: tomorrow },
  { action: 'enable' },
  { action: 'disable' },
  { action: 'reset-tries' },
  { action: 'force-password-change' },
  { action: 'mfa-requirement', requirement: 'enforced' },
  { action: 'mfa-requirement', requirement: 'exempt' as never },
];
const after = (user: TransitionFacts, step: Transition): TransitionFacts | null => {
  const result = transition(user, step, now);
  return 'refused' in result ? null : { ...user, ...result.changes };
};

it.each(STEPS)('finds a user as $action has left them, and no user whom it would change', (step) => {
  for (const user of everyStateToActOn()) {
    const done = after(user, step);
    if (!done) continue;
    expect({ user, done, already: alreadySo(done, step) !== null }).toEqual({ user, done, already: true });
    if (alreadySo(user, step) === null) continue;
    // A lock keeps the reason and the moment that it was given first; an end is of who is suspended alone.
    const { lockedAt, lockedReason, lockedUntil, lifecycle, suspendedUntil } = user;
    const end = lifecycle === 'suspended' ? {} : { suspendedUntil };
    expect({ ...done, lockedAt, lockedReason, lockedUntil, ...end }).toEqual(user);
  }
});

const [anybody] = everyStateToActOn();
it.each<[string, Partial<TransitionFacts>, Transition]>([
  [
    'a suspension that gets another end',
    { lifecycle: 'suspended', suspendedUntil: null },
    { action: 'suspend', until: tomorrow },
  ],
  [
    'a suspension whose end is over',
    { lifecycle: 'suspended', suspendedUntil: yesterday },
    { action: 'enable' },
  ],
  [
    'an automatic lock that has run out, and counts',
    { lock: 'auto', lockedUntil: yesterday, autoLocks: 1 },
    { action: 'unlock' },
  ],
  [
    'tries that were lost without a lock',
    { lock: 'none', failedTries: 2, autoLocks: 0 },
    { action: 'unlock' },
  ],
  [
    'an admin’s lock in place of an automatic one',
    { lock: 'auto', lockedUntil: tomorrow },
    { action: 'lock', reason: null },
  ],
  [
    'access that was never granted',
    { lifecycle: 'provisioned', lock: 'none', failedTries: 0, autoLocks: 0 },
    { action: 'allow-access' },
  ],
])('does something to %s', (_, facts, step) => {
  expect(alreadySo({ ...(anybody as TransitionFacts), ...facts }, step)).toBeNull();
});

it.each<Transition>([
  { action: 'set-password', forceChange: false },
  { action: 'reset-mfa' },
  { action: 'change-password' },
])('is nothing that $action could find: it is done each time', (step) => {
  for (const user of everyStateToActOn()) expect(alreadySo(user, step)).toBeNull();
});
