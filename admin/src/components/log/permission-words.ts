import { PLUGIN_ID } from '../../../../shared/constants';
import { PERMISSIONS } from '../../../../shared/permissions';
import type { TextId, Translate } from '../../translations/use-translation';
import { asTitle, nameOfAction, nameOfOwner, ownerOf } from '../action-names';

/** Actions on entries, in plain words. */
const OF_ENTRIES: Partial<Record<string, TextId>> = {
  'plugin::content-manager.explorer.create': 'log.may.create',
  'plugin::content-manager.explorer.read': 'log.may.read',
  'plugin::content-manager.explorer.update': 'log.may.update',
  'plugin::content-manager.explorer.delete': 'log.may.delete',
  'plugin::content-manager.explorer.publish': 'log.may.publish',
};

const OURS = `plugin::${PLUGIN_ID}.`;

/** A panel action as the log keeps it: `admin::users.create`, or one with a content type. */
export const permissionText = (permission: string, t: Translate): string => {
  const [action = '', subject] = permission.split(' ');
  const known = OF_ENTRIES[action];
  if (subject)
    return t('log.value.may', {
      type: nameOfOwner(subject),
      action: known ? t(known) : nameOfAction(action),
    });
  const ours = PERMISSIONS.find(({ uid }) => `${OURS}${uid}` === action);
  // As Strapi's role editor calls it, whatever the language.
  if (ours) return ours.displayName;
  const [owner = '', ...path] = action.replace(/^(admin|plugin|api)::/, '').split('.');
  return t('log.value.may', { type: asTitle(owner), action: path.join(' ').replaceAll('-', ' ') });
};

/** An action of the Content API. */
export const apiActionText = (uid: string, t: Translate): string =>
  t('log.value.may', { type: nameOfOwner(ownerOf(uid)), action: nameOfAction(uid) });
