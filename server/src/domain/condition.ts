/**
 * A condition over stored facts, as data: one definition serves for a record in memory and, as a `WHERE`, for
 * the database. Dates are compared with the moment of asking; a missing date is never after or before it.
 */
export type Condition<Field extends string> =
  | { field: Field; is: string }
  | { field: Field; after: 'now' }
  | { field: Field; before: 'now' }
  | { field: Field; empty: true }
  | { all: readonly Condition<Field>[] }
  | { any: readonly Condition<Field>[] };

export type StoredFacts<Field extends string> = Readonly<Record<Field, string | Date | null>>;

export const holds = <Field extends string>(
  condition: Condition<Field>,
  facts: StoredFacts<Field>,
  now: Date,
): boolean => {
  if ('all' in condition) return condition.all.every((part) => holds(part, facts, now));
  if ('any' in condition) return condition.any.some((part) => holds(part, facts, now));
  const value = facts[condition.field];
  if ('is' in condition) return value === condition.is;
  if ('empty' in condition) return value === null;
  if (!(value instanceof Date)) return false;
  return 'after' in condition ? value > now : value < now;
};
