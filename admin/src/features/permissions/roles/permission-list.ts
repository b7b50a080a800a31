import type { PanelPermission, UserPermissions } from '../../../../../shared/contracts/roles';
import type { TextId, Translate } from '../../../translations/use-translation';
import { sourceText } from '../../../components/role-sources';
import { asTitle, nameOfAction, nameOfOwner } from '../../../components/action-names';

/** One thing that a user may do, in words. */
export type Allowance = { key: string; text: string; limits: string[]; through: string };
export type AllowanceGroup = { key: string; name: string; id: string | null; allowances: Allowance[] };
export type AllowanceSection = { name: SectionName; groups: AllowanceGroup[] };

export const SECTION_NAMES = ['contentTypes', 'plugins', 'settings', 'other', 'api'] as const;
type SectionName = (typeof SECTION_NAMES)[number];
const sectionOf = ({ section }: PanelPermission): SectionName =>
  SECTION_NAMES.find((name) => name === section) ?? 'other';

/** Actions on entries, in plain words; all others keep their name from Strapi's role editor. */
const OF_ENTRIES: Partial<Record<string, TextId>> = {
  'plugin::content-manager.explorer.create': 'permissions.may.create',
  'plugin::content-manager.explorer.read': 'permissions.may.read',
  'plugin::content-manager.explorer.update': 'permissions.may.update',
  'plugin::content-manager.explorer.delete': 'permissions.may.delete',
  'plugin::content-manager.explorer.publish': 'permissions.may.publish',
};

type Entry = { section: SectionName; group: Omit<AllowanceGroup, 'allowances'>; allowance: Allowance };

/** Everything a user may do that contains each of the words, by section and group. */
export const permissionList = (
  { panel, api }: UserPermissions,
  search: string,
  t: Translate,
): AllowanceSection[] => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const entries = [
    ...panel.map((permission, index) => panelEntry(permission, index, t)),
    ...api.map((permission) => apiEntry(permission, t)),
  ].filter((entry) => words.every((word) => textOf(entry).includes(word)));
  return SECTION_NAMES.map((name) => ({
    name,
    groups: grouped(entries.filter(({ section }) => section === name)),
  })).filter(({ groups }) => groups.length > 0);
};

const panelEntry = (permission: PanelPermission, index: number, t: Translate): Entry => {
  const { action, name, subject, fields, locales, conditions, through } = permission;
  const group = subject ? permission.group : asTitle(permission.group);
  const known = OF_ENTRIES[action];
  return {
    section: sectionOf(permission),
    group: { key: subject ?? permission.group, name: group, id: subject },
    allowance: {
      key: `${action} ${index}`,
      text: known ? t(known, { type: group }) : t('permissions.may.other', { name }),
      limits: [
        ...(fields ? [t('permissions.fields', { values: fields.join(', ') || t('none') })] : []),
        ...(locales ? [t('permissions.locales', { values: locales.join(', ') || t('none') })] : []),
        ...(conditions.length > 0 ? [t('permissions.conditions', { values: conditions.join(', ') })] : []),
      ],
      through: throughText(through, t),
    },
  };
};

const apiEntry = ({ uid, owner, through }: UserPermissions['api'][number], t: Translate): Entry => {
  const type = nameOfOwner(owner);
  return {
    section: 'api',
    group: { key: owner, name: type, id: owner },
    allowance: {
      key: uid,
      text: t('permissions.may.api', { action: nameOfAction(uid), type }),
      limits: [],
      through: throughText(through, t),
    },
  };
};

const throughText = (through: PanelPermission['through'], t: Translate) =>
  t('permissions.through', {
    roles: through
      .map((source) => sourceText(source, t))
      .join(through.some(({ groups }) => groups.length > 0) ? '; ' : ', '),
  });

const textOf = ({ group, allowance }: Entry) =>
  [group.name, group.key, allowance.key, allowance.text, allowance.through, ...allowance.limits]
    .join(' ')
    .toLowerCase();

const grouped = (entries: readonly Entry[]): AllowanceGroup[] => {
  const groups = new Map<string, AllowanceGroup>();
  for (const { group, allowance } of entries) {
    const known = groups.get(group.key) ?? { ...group, allowances: [] };
    known.allowances.push(allowance);
    groups.set(group.key, known);
  }
  return [...groups.values()].sort((one, other) => one.name.localeCompare(other.name));
};
