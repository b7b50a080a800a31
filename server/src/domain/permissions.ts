/** A permission of a Strapi role, in the part that says how far it reaches (admin::permission). */
export type RolePermission = {
  action: string;
  subject?: string | null;
  properties?: Record<string, readonly string[] | null | undefined> | null;
  conditions?: readonly string[] | null;
};

/** Conditions are alternatives: any one that holds lets in, and none at all lets in always. */
const isNoStricter = (own: readonly string[], other: readonly string[]) =>
  own.length === 0 || (other.length > 0 && other.every((condition) => own.includes(condition)));

/** Whether who holds `own` holds at least `other`: same action and subject, no narrower fields, locales or conditions. */
export const covers = (own: RolePermission, other: RolePermission): boolean =>
  own.action === other.action &&
  (own.subject ?? null) === (other.subject ?? null) &&
  isNoStricter(own.conditions ?? [], other.conditions ?? []) &&
  Object.entries(own.properties ?? {}).every(
    ([property, values]) =>
      !values || (other.properties?.[property]?.every((value) => values.includes(value)) ?? false),
  );

const keyOf = ({ action, subject }: RolePermission) => `${action} ${subject ?? ''}`;

/** Those of `given` that go beyond what `held` allows. */
export const beyond = <P extends RolePermission>(
  given: readonly P[],
  held: readonly RolePermission[],
): P[] => {
  const byKey = new Map<string, RolePermission[]>();
  for (const permission of held)
    byKey.set(keyOf(permission), [...(byKey.get(keyOf(permission)) ?? []), permission]);
  return given.filter((one) => !byKey.get(keyOf(one))?.some((own) => covers(own, one)));
};
