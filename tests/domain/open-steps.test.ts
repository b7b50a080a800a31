import {
  type OpenStep,
  seemsKnown,
  STEP_MEMORY_MS,
  STEPS_A_PLACE,
  stepsToDrop,
  TELLING_STEPS,
  toldLately,
  UNKNOWN_STEPS,
} from '../../server/src/domain/open-steps';
import fc from '../support/fast-check';

const NOW = new Date('2026-06-01T12:00:00Z');
let id = 0;
const aStep = (wishes: Partial<OpenStep> = {}): OpenStep => ({
  id: (id += 1),
  place: '203.0.113.9',
  isKnown: false,
  createdAt: NOW,
  toldAt: null,
  ...wishes,
});
const steps = (count: number, wishes: (turn: number) => Partial<OpenStep> = () => ({})) =>
  Array.from({ length: count }, (_, turn) => aStep(wishes(turn)));

describe('steps that make room', () => {
  it('are the oldest from the same place', () => {
    const latestFirst = steps(STEPS_A_PLACE + 2);

    expect(stepsToDrop(latestFirst)).toEqual(latestFirst.slice(STEPS_A_PLACE).map((step) => step.id));
  });

  it('are the oldest of all places that the user does not know', () => {
    const latestFirst = steps(UNKNOWN_STEPS + 3, (turn) => ({ place: `10.0.0.${turn}` }));

    expect(stepsToDrop(latestFirst)).toEqual(latestFirst.slice(UNKNOWN_STEPS).map((step) => step.id));
  });

  it('are never those of a browser that the user knows, however many a stranger opens after it, from there too', () => {
    const place = fc.constantFrom(
      '198.51.100.7',
      ...Array.from({ length: 100 }, (_, turn) => `10.0.0.${turn}`),
    );
    fc.assert(
      fc.property(fc.array(place, { maxLength: 200 }), (places) => {
        const owner = aStep({ isKnown: true, place: '198.51.100.7' });
        const strangers = places.map((from) => aStep({ place: from }));

        expect(stepsToDrop([...strangers, owner])).not.toContain(owner.id);
      }),
    );
  });
});

describe('a password seems known', () => {
  const longAgo = new Date(NOW.getTime() - STEP_MEMORY_MS);

  it('once there are a few steps that nobody has finished', () => {
    expect(seemsKnown(steps(TELLING_STEPS - 1), NOW)).toBe(false);
    expect(seemsKnown(steps(TELLING_STEPS), NOW)).toBe(true);
  });

  it('by none from a browser of the user’s, and by none from longer ago', () => {
    expect(seemsKnown([...steps(TELLING_STEPS - 1), aStep({ isKnown: true })], NOW)).toBe(false);
    expect(seemsKnown([...steps(TELLING_STEPS - 1), aStep({ createdAt: longAgo })], NOW)).toBe(false);
  });

  it('is told once a day', () => {
    const toldAt = new Date(longAgo.getTime() + 1);

    expect(toldLately([...steps(3), aStep({ toldAt })], NOW)).toBe(toldAt);
    expect(toldLately([...steps(3), aStep({ toldAt: longAgo })], NOW)).toBeNull();
    expect(toldLately(steps(3), NOW)).toBeNull();
  });
});
