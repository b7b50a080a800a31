/**
 * Waits until a multiple of `floorMs` has passed since `started` (both by `performance.now()`). A timer, not work:
 * what every refusal takes tells nothing, and a stranger's refusals cost no processor time. Rounded up, because past
 * the floor the time a comparison took would show again.
 */
export const waitForFloor = async (started: number, floorMs: number) => {
  if (floorMs === 0) return;
  const elapsed = performance.now() - started;
  const due = Math.max(1, Math.ceil(elapsed / floorMs)) * floorMs;
  await new Promise((resolve) => {
    setTimeout(resolve, due - elapsed);
  });
};
