type Members = {
  /** The paths of all accounts that are counted in. */
  paths: readonly string[];
  /** Account id → members. */
  counts: ReadonlyMap<number, number>;
  /** The accounts of each user who has several. */
  several: readonly (readonly number[])[];
};

/** Account id → users of it or of one below it, each once. */
export const countUsersWithin = ({ paths, counts, several }: Members): Map<number, number> => {
  const lines = new Map(
    paths.map((path) => {
      const line = path.split('/').filter(Boolean).map(Number);
      return [line.at(-1) ?? 0, line];
    }),
  );
  const lineOf = (id: number) => lines.get(id) ?? [];
  const totals = new Map<number, number>();
  const add = (id: number, count: number) => totals.set(id, (totals.get(id) ?? 0) + count);

  for (const [id, count] of counts) for (const above of lineOf(id)) add(above, count);
  // Users who were counted once for each of their accounts below the same one.
  for (const ids of several) {
    const seen = new Set<number>();
    for (const above of ids.flatMap(lineOf)) {
      if (seen.has(above)) add(above, -1);
      seen.add(above);
    }
  }
  return totals;
};
