const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** @example durationOf(5400) → { value: 90, unit: 'minute' }: in the largest unit without a remainder. */
export const durationOf = (seconds: number) => {
  const [unit, size] = UNITS.find(([, length]) => seconds >= length && seconds % length === 0) ?? [
    'second',
    1,
  ];
  return { value: seconds / size, unit } as const;
};
