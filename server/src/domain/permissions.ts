type List = readonly string[] | null | undefined;

/** A permission of a Strapi role, in the part that says how far it reaches (admin::permission). */
export type RolePermission = {
  action: string;
  /** With others it is another action. */
  actionParameters?: object | null;
  subject?: string | null;
  properties?: Record<string, List> | null;
  conditions?: readonly string[] | null;
};

/** Conditions are alternatives: any one that holds lets in, and none at all lets in always. */
const isNoStricter = (own: readonly string[], other: readonly string[]) =>
  own.length === 0 || (other.length > 0 && other.every((condition) => own.includes(condition)));

const isAboutTheSame = (one: RolePermission, other: RolePermission) =>
  one.action === other.action &&
  (one.subject ?? null) === (other.subject ?? null) &&
  JSON.stringify(one.actionParameters ?? {}) === JSON.stringify(other.actionParameters ?? {});

const propertiesOf = (...permissions: readonly RolePermission[]) => [
  ...new Set(permissions.flatMap(({ properties }) => Object.keys(properties ?? {}))),
];

/** Without a list all values are meant; locales alone have to be null for it (i18n/services/permissions/engine, 5.54). */
const isEverything = (property: string, values: List): values is null | undefined =>
  values === null || (values === undefined && property !== 'locales');

/** A field holds all that lies in it: `address` is `address.street` too (utils/remove-disallowed-fields, 5.54). */
const isWithin = (property: string, values: readonly string[]) => (value: string) =>
  values.some((one) => one === value || (property === 'fields' && value.startsWith(`${one}.`)));

const includes = (property: string, own: List, other: List) =>
  isEverything(property, own) ||
  (own === undefined ? !other?.length && other !== null : (other?.every(isWithin(property, own)) ?? false));

/** Whether who holds `own` holds at least `other`: same action and subject, no narrower fields, locales or conditions. */
export const covers = (own: RolePermission, other: RolePermission): boolean =>
  isAboutTheSame(own, other) &&
  isNoStricter(own.conditions ?? [], other.conditions ?? []) &&
  propertiesOf(own, other).every((property) =>
    includes(property, own.properties?.[property], other.properties?.[property]),
  );

const common = (property: string, one: List, other: List): List => {
  if (isEverything(property, one)) return other;
  if (isEverything(property, other) || (one === undefined && other === undefined)) return one;
  const [left, right] = [one ?? [], other ?? []];
  const values = [...left.filter(isWithin(property, right)), ...right.filter(isWithin(property, left))];
  return [...new Set(values)];
};

/**
 * The conditions by which both let in; null: none is known. Of two lists it is what stands in both: that one of each has to hold
 * cannot be said. Fails closed.
 */
const commonConditions = (one: readonly string[], other: readonly string[]) => {
  if (one.length === 0 || other.length === 0) return [...one, ...other];
  const both = one.filter((condition) => other.includes(condition));
  return both.length > 0 ? both : null;
};

/** What `given` permits, as far as `held` does: what was given once is worth no more than what its owner holds by now. */
export const permissionsWithin = <P extends RolePermission>(
  held: readonly RolePermission[],
  given: readonly P[],
): P[] =>
  given.flatMap((one) =>
    held
      .filter((own) => isAboutTheSame(own, one))
      .flatMap((own) => {
        const conditions = commonConditions(one.conditions ?? [], own.conditions ?? []);
        const properties = Object.fromEntries(
          propertiesOf(one, own).map((property) => [
            property,
            common(property, one.properties?.[property], own.properties?.[property]),
          ]),
        );
        return conditions ? [{ ...one, conditions, properties }] : [];
      }),
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
