import { ChartPie, Lock, User } from '@strapi/icons';
import type { WidgetArgs } from '@strapi/strapi/admin';

import { PLUGIN_ID } from '../../../../../shared/constants';
import { sectionPath, usersPath } from '../../../paths';
import { anyOf } from '../../../permissions';
import type { TextId } from '../../../translations/use-translation';

/** Strapi requires a default here; the text itself is in translations/en.json. */
const text = (id: TextId, defaultMessage: string) => ({ id: `${PLUGIN_ID}.${id}`, defaultMessage });

/** Gatehouse's widgets on the home page, each for people who may see its content. */
export const HOME_WIDGETS: WidgetArgs[] = [
  {
    pluginId: PLUGIN_ID,
    id: 'sign-ins',
    icon: ChartPie,
    title: text('widget.sign-ins.title', 'Sign-ins of the last 14 days'),
    link: {
      label: text('widget.sign-ins.link', 'Open the login history'),
      href: sectionPath('login-history'),
    },
    permissions: anyOf('login-attempts.read'),
    component: () => import('./SignInsWidget').then((file) => file.SignInsWidget),
  },
  {
    pluginId: PLUGIN_ID,
    id: 'locked-users',
    icon: Lock,
    title: text('widget.locked.title', 'Locked users'),
    link: {
      label: text('widget.locked.link', 'Open the users'),
      href: usersPath([{ status: { $eq: 'auto-locked' } }, { status: { $eq: 'locked-by-admin' } }]),
    },
    permissions: anyOf('users.read'),
    component: () => import('./LockedUsersWidget').then((file) => file.LockedUsersWidget),
  },
  {
    pluginId: PLUGIN_ID,
    id: 'never-signed-in',
    icon: User,
    title: text('widget.never.title', 'Never signed in'),
    permissions: anyOf('users.read'),
    component: () => import('./NeverSignedInWidget').then((file) => file.NeverSignedInWidget),
  },
];
