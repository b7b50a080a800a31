type List = readonly string[] | null | undefined;

/** A permission of a Strapi role (admin::permission), reduced to how far it reaches. */
export type RolePermission = {
  action: string;
  /** Different parameters make it a different action. */
  actionParameters?: object | null;
  subject?: string | null;
  properties?: Record<string, List> | null;
  conditions?: readonly string[] | null;
};

/** Conditions are alternatives: any one that is met grants access, and an empty list always does. */
const isNoStricter = (own: readonly string[], other: readonly string[]) =>
  own.length === 0 || (other.length > 0 && other.every((condition) => own.includes(condition)));

const isAboutTheSame = (one: RolePermission, other: RolePermission) =>
  one.action === other.action &&
  (one.subject ?? null) === (other.subject ?? null) &&
  JSON.stringify(one.actionParameters ?? {}) === JSON.stringify(other.actionParameters ?? {});

const propertiesOf = (...permissions: readonly RolePermission[]) => [
  ...new Set(permissions.flatMap(({ properties }) => Object.keys(properties ?? {}))),
];

/** No list: all values; locales alone must be null for that (i18n/services/permissions/engine, 5.54). */
const isEverything = (property: string, values: List): values is null | undefined =>
  values === null || (values === undefined && property !== 'locales');

/** A field includes those in it: `address` is `address.street` too (utils/remove-disallowed-fields, 5.54). */
const isWithin = (property: string, values: readonly string[]) => (value: string) =>
  values.some((one) => one === value || (property === 'fields' && value.startsWith(`${one}.`)));

const includes = (property: string, own: List, other: List) =>
  isEverything(property, own) ||
  (own === undefined ? !other?.length && other !== null : (other?.every(isWithin(property, own)) ?? false));

/** Whether `own` covers `other`: same action and subject, no narrower fields, locales or conditions. */
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
 * The conditions under which both grant access; null if none is known. Of two lists, those in both: that one
 * of each has to be met cannot be expressed. Fails closed.
 */
const commonConditions = (one: readonly string[], other: readonly string[]) => {
  if (one.length === 0 || other.length === 0) return [...one, ...other];
  const both = one.filter((condition) => other.includes(condition));
  return both.length > 0 ? both : null;
};

/** What `given` permits within `held`: what was given is worth no more than what its owner holds by now. */
export const permissionsWithin = <P extends RolePermission>(
  held: readonly RolePermission[],
  granted: readonly P[],
): P[] =>
  granted.flatMap((one) =>
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
  granted: readonly P[],
  held: readonly RolePermission[],
): P[] => {
  const byKey = new Map<string, RolePermission[]>();
  for (const permission of held)
    byKey.set(keyOf(permission), [...(byKey.get(keyOf(permission)) ?? []), permission]);
  return granted.filter((one) => !byKey.get(keyOf(one))?.some((own) => covers(own, one)));
};
