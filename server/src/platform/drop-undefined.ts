/** Without what is not given, so that spreading it over a record changes nothing there. */
export const dropUndefined = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
