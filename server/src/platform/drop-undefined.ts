/** Drops undefined values, so that spreading the rest over a record keeps what is there. */
export const dropUndefined = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
