import { PLUGIN_ID } from '../../shared/constants';
import type { Section } from './permissions';

const ROOT = `/plugins/${PLUGIN_ID}`;

export const sectionPath = (section: Section) => `${ROOT}/${section}`;
export const userPath = (id: number, tab?: string) =>
  [sectionPath('users'), id, tab].filter(Boolean).join('/');
export const addUserPath = `${sectionPath('users')}/create`;
export const environmentPath = (tab: string) => `${sectionPath('environment')}/${tab}`;
