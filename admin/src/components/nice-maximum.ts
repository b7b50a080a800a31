/** Rounds up to an even number that is easy to read. */
export const niceMaximum = (most: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  const steps = [1, 2, 3, 4, 6, 8, 10].map((times) => times * power);
  return steps.find((step) => step >= most && step % 2 === 0) ?? most;
};
