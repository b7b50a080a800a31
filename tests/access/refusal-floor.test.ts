import { waitForFloor } from '../../server/src/access/refusal-floor';

const FLOOR = 400;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** How long after its start a refusal leaves that has taken so long to find. */
const leavesAfter = async (took: number, floor = FLOOR) => {
  const started = performance.now();
  jest.advanceTimersByTime(took);
  const waiting = waitForFloor(started, floor);
  await jest.runAllTimersAsync();
  await waiting;
  return Math.round(performance.now() - started);
};

describe('a refusal', () => {
  it.each([0, 1, 80, 250, 399, 400])('found after %i ms leaves with all others', async (took) => {
    expect(await leavesAfter(took)).toBe(FLOOR);
  });

  it.each([
    [401, 800],
    [500, 800],
    [800, 800],
    [801, 1200],
    [4_000, 4_000],
    [4_010, 4_400],
  ])('found after %i ms, past the floor, leaves at the next: %i ms', async (took, left) => {
    expect(await leavesAfter(took)).toBe(left);
  });

  it('leaves at once where there is no floor', async () => {
    expect(await leavesAfter(123, 0)).toBe(123);
  });
});
