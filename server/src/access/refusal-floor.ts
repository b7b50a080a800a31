/**
 * Waits until a multiple of `floorMs` has passed since `started` (both in ms, by `performance.now()`). A
 * timer, not work: how long a refusal takes reveals nothing, and a stranger's refusals cost no CPU time. A
 * multiple, because past a single floor the time of a comparison would show again.
 */
export const waitForFloor = async (started: number, floorMs: number) => {
  if (floorMs === 0) return;
  const elapsed = performance.now() - started;
  const due = Math.max(1, Math.ceil(elapsed / floorMs)) * floorMs;
  await new Promise((resolve) => {
    setTimeout(resolve, due - elapsed);
  });
};
