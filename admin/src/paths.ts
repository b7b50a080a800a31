import { PLUGIN_ID } from '../../shared/constants';
import type { Section } from './permissions';

/** Not nested below the other pages, which need permissions: the menu would show both as open. */
export const OWN_SETTINGS = `plugins/${PLUGIN_ID}-me`;

const ROOT = `/plugins/${PLUGIN_ID}`;

export const sectionPath = (section: Section) => `${ROOT}/${section}`;
export const userPath = (id: number, tab?: string) =>
  [sectionPath('users'), id, tab].filter(Boolean).join('/');
export const addUserPath = `${sectionPath('users')}/create`;
export const rolePath = (id: number) => `${sectionPath('roles')}/${id}`;
export const mailTemplatePath = (name: string) => `${sectionPath('mail-templates')}/${name}`;

type UrlFilter = Record<string, Record<string, string>>;

/** The path of a list with filters, in the query format of Strapi's own lists. */
const filteredPath = (section: Section, filters: readonly UrlFilter[]) => {
  const query = filters.flatMap((filter, index) =>
    Object.entries(filter).flatMap(([field, values]) =>
      Object.entries(values).map(
        ([operator, value]) => `filters[$and][${index}][${field}][${operator}]=${encodeURIComponent(value)}`,
      ),
    ),
  );
  return `${sectionPath(section)}?${query.join('&')}`;
};
export const loginHistoryPath = (filters: readonly UrlFilter[]) => filteredPath('login-history', filters);
export const usersPath = (filters: readonly UrlFilter[]) => filteredPath('users', filters);
