/** The value below which the share `p` of the samples lies, by nearest rank. */
export const percentile = (samples, p) => {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)];
};

export const median = (samples) => percentile(samples, 0.5);

/** The median and, of more than one sample, where nine of ten of them lie. Of a few that is all of them. */
export const summaryOf = (samples) => ({
  value: median(samples),
  ...(samples.length > 1 && { low: percentile(samples, 0.05), high: percentile(samples, 0.95) }),
});
