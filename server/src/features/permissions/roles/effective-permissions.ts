import type { RoleSource } from '../../../../../shared/contracts/role-groups';
import type { PanelPermission, UserPermissions } from '../../../../../shared/contracts/roles';
import type { RolePermission } from '../../../domain/permissions';
import { SUPER_ADMIN } from '../../../platform/actor';
import type { Strapi } from '../../../platform/strapi';
import type { StoredRole } from './store';

/** More than any user's roles hold; nobody would read further. */
const MAX_PERMISSIONS = 10_000;

type Granted = RolePermission & { role: { id: number } };

/** The part of Strapi's permission service used here (admin/server/src/services/permission.ts). */
type Providers = {
  actionProvider: {
    get(
      action: string,
    ): { displayName: string; section: string; category?: string; pluginName?: string } | undefined;
  };
  conditionProvider: { get(condition: string): { displayName: string } | undefined };
};

/** What the roles let their holder do; the same permission from several roles is one entry. */
export const effectivePermissions = async (
  strapi: Strapi,
  roles: readonly StoredRole[],
  sources: readonly RoleSource[],
): Promise<UserPermissions> => {
  const everything = roles.some(({ code }) => code === SUPER_ADMIN);
  const granted = everything ? [] : await permissionsOf(strapi, roles);
  return {
    everything,
    panel: panelPermissions(strapi, granted.slice(0, MAX_PERMISSIONS), sources),
    isCut: granted.length > MAX_PERMISSIONS,
    api: apiPermissions(roles, sources),
  };
};

const permissionsOf = (strapi: Strapi, roles: readonly StoredRole[]): Promise<Granted[]> =>
  strapi.db.query('admin::permission').findMany({
    where: { role: { id: { $in: roles.map(({ id }) => id) } } },
    populate: { role: { select: ['id'] } },
    orderBy: { id: 'asc' },
    limit: MAX_PERMISSIONS + 1,
  });

const panelPermissions = (
  strapi: Strapi,
  granted: readonly Granted[],
  sources: readonly RoleSource[],
): PanelPermission[] => {
  const describe = describer(strapi);
  const byMeaning = new Map<string, PanelPermission>();
  for (const permission of granted) {
    const described = describe(permission);
    if (!described) continue;
    const meaning = JSON.stringify(described);
    const known = byMeaning.get(meaning) ?? { ...described, through: [] };
    byMeaning.set(meaning, known);
    addSource(known.through, permission.role, sources);
  }
  return [...byMeaning.values()];
};

const apiPermissions = (
  roles: readonly StoredRole[],
  sources: readonly RoleSource[],
): UserPermissions['api'] => {
  const byUid = new Map<string, UserPermissions['api'][number]>();
  for (const role of roles)
    for (const uid of role.apiActions) {
      const known = byUid.get(uid) ?? { uid, owner: uid.slice(0, uid.lastIndexOf('.')), through: [] };
      byUid.set(uid, known);
      addSource(known.through, role, sources);
    }
  return [...byUid.values()].sort((one, other) => one.uid.localeCompare(other.uid));
};

const addSource = (through: RoleSource[], { id }: { id: number }, sources: readonly RoleSource[]) => {
  const source = sources.find(({ role }) => role.id === id);
  if (source && !through.includes(source)) through.push(source);
};

/** Describes a permission; undefined if its action no longer exists, as it then allows nothing. */
const describer = (strapi: Strapi) => {
  const { actionProvider, conditionProvider } = strapi.service('admin::permission') as unknown as Providers;
  const allFieldsOf = allFields(strapi);

  return ({
    action,
    subject = null,
    properties,
    conditions,
  }: RolePermission): Omit<PanelPermission, 'through'> | undefined => {
    const native = actionProvider.get(action);
    if (!native) return undefined;
    const type = subject ? strapi.contentTypes[subject as keyof Strapi['contentTypes']] : undefined;
    const fields = properties?.fields ?? null;
    return {
      action,
      name: native.displayName,
      section: native.section,
      group: type?.info.displayName ?? subject ?? native.category ?? native.pluginName ?? native.section,
      subject,
      fields:
        fields && subject && allFieldsOf(subject).every((field) => isWithin(field, fields))
          ? null
          : strings(fields),
      locales: strings(properties?.locales),
      conditions: (conditions ?? []).map((id) => conditionProvider.get(id)?.displayName ?? id).sort(),
    };
  };
};

const strings = (values: readonly string[] | null | undefined) => (values ? [...values].sort() : null);

/** Whether the field, or one that contains it, is among them. */
const isWithin = (field: string, fields: readonly string[]) =>
  fields.some((one) => one === field || field.startsWith(`${one}.`));

type Fields = { getNestedFields(model: unknown, options: { components: unknown }): string[] };

/** The fields that the role editor offers for a content type, looked up once per type. */
const allFields = (strapi: Strapi) => {
  const { getNestedFields } = strapi.service('admin::content-type') as unknown as Fields;
  const known = new Map<string, string[]>();
  return (subject: string): string[] => {
    const model = strapi.contentTypes[subject as keyof Strapi['contentTypes']];
    const fields =
      known.get(subject) ?? (model ? getNestedFields(model, { components: strapi.components }) : []);
    known.set(subject, fields);
    return fields;
  };
};
