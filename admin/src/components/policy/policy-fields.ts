import type { z } from 'zod';

import { policy, type Policy, type PolicyChange } from '../../../../shared/contracts/policy';

type Group = keyof Policy;
type FieldOf = { [G in Group]: { group: G; name: keyof Policy[G] & string } }[Group];

/** One value of the policy, with what its schema says about it. */
export type PolicyField = FieldOf & { path: PolicyPath } & (
    | { kind: 'number'; min: number; max: number }
    | { kind: 'switch' }
    | { kind: 'choice'; choices: string[] }
    /** `always`: the choices that the contract requires. */
    | { kind: 'set'; choices: string[]; always: string[] }
  );
export type PolicyPath = { [G in Group]: `${G}.${keyof Policy[G] & string}` }[Group];

const fieldOf = (group: Group, name: string, schema: z.ZodType): PolicyField => {
  const value = (
    schema as z.ZodDefault<z.ZodNumber | z.ZodBoolean | z.ZodEnum | z.ZodArray<z.ZodEnum>>
  ).unwrap();
  const place = { group, name, path: `${group}.${name}` } as FieldOf & { path: PolicyPath };
  if (value.type === 'enum') return { ...place, kind: 'choice', choices: value.options.map(String) };
  if (value.type === 'array') {
    const choices = value.element.options.map(String);
    const always = choices.filter(
      (choice) => !value.safeParse(choices.filter((other) => other !== choice)).success,
    );
    return { ...place, kind: 'set', choices, always };
  }
  return value.type === 'boolean'
    ? { ...place, kind: 'switch' }
    : { ...place, kind: 'number', min: value.minValue ?? 0, max: value.maxValue ?? Number.MAX_SAFE_INTEGER };
};

/** The policy as its contract defines it: a value added there shows up here and needs a text in en.json. */
export const POLICY_GROUPS = (Object.keys(policy.shape) as Group[]).map((group) => ({
  group,
  fields: Object.entries(policy.shape[group].shape).map(([name, schema]) => fieldOf(group, name, schema)),
}));

/** The form's values: a cleared number is null until another is typed. */
export type PolicyValues = { [G in Group]: { [F in keyof Policy[G]]: Policy[G][F] | null } };

type Values = Record<string, Record<string, unknown>>;

const isSame = (one: unknown, two: unknown) => JSON.stringify(one) === JSON.stringify(two);

/** The path of a value as the history names it; undefined if it no longer exists. */
export const pathOf = (name: string): PolicyPath | undefined =>
  POLICY_GROUPS.flatMap(({ fields }) => fields).find(({ path }) => path === name)?.path;

/** Each value that differs, with its old and its new value. */
export const changedFields = (before: PolicyValues, after: PolicyValues) =>
  POLICY_GROUPS.flatMap(({ fields }) => fields)
    .map(({ path, group, name }) => ({
      path,
      before: (before as Values)[group]?.[name],
      after: (after as Values)[group]?.[name],
    }))
    .filter((field) => !isSame(field.before, field.after));

/** Only the values that differ: two admins who change different values don't undo each other. */
export const changedParts = (before: PolicyValues, after: PolicyValues): PolicyChange =>
  Object.fromEntries(
    POLICY_GROUPS.map(({ group, fields }) => {
      const changed = fields.filter(
        ({ name }) => !isSame((after as Values)[group]?.[name], (before as Values)[group]?.[name]),
      );
      return [
        group,
        Object.fromEntries(changed.map(({ name }) => [name, (after as Values)[group]?.[name]])),
      ] as const;
    }).filter(([, part]) => Object.keys(part).length > 0),
  );

/** Numbers that are missing, malformed or outside the contract's range. */
export const fieldsOutOfRange = (values: PolicyValues) =>
  POLICY_GROUPS.flatMap(({ fields }) => fields).filter((field) => {
    if (field.kind !== 'number') return false;
    const value = (values as Values)[field.group]?.[field.name];
    return !(
      typeof value === 'number' &&
      Number.isInteger(value) &&
      value >= field.min &&
      value <= field.max
    );
  });
