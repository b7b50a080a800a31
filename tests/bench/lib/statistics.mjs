/** The value below which the share `p` of the samples lies, by nearest rank. */
export const percentile = (samples, p) => {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)];
};

export const median = (samples) => percentile(samples, 0.5);

export const mean = (samples) => samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
