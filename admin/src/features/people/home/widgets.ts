import { ChartPie, WarningCircle } from '@strapi/icons';
import type { WidgetArgs } from '@strapi/strapi/admin';

import { PLUGIN_ID } from '../../../../../shared/constants';
import { sectionPath } from '../../../paths';
import { anyOf } from '../../../permissions';
import type { TextId } from '../../../translations/use-translation';

/** Strapi requires a default here; the text itself is in translations/en.json. */
const text = (id: TextId, defaultMessage: string) => ({ id: `${PLUGIN_ID}.${id}`, defaultMessage });

/**
 * Gatehouse's overview on the home page. In two boxes: Strapi shows one only to people who hold all of its
 * permissions, and gives each the same height, which either part fills.
 */
export const HOME_WIDGETS: WidgetArgs[] = [
  {
    pluginId: PLUGIN_ID,
    // Its first name, by which Strapi keeps where people have put it, or that they have put it away.
    id: 'locked-users',
    icon: WarningCircle,
    title: text('widget.attention.title', 'Needs attention'),
    link: { label: text('widget.attention.link', 'Open the users'), href: sectionPath('users') },
    permissions: anyOf('users.read'),
    component: () => import('./AttentionWidget').then((file) => file.AttentionWidget),
  },
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
];
