import { readLink, useLink } from '../../../shared/contracts/sign-in';
import { askerOf } from '../access/identify';
import { followLink, openLink } from '../access/recovery';
import { passwordRulesFor } from '../features/sign-in/password-policy/record';
import { GatehouseError } from '../platform/errors';
import { route } from '../platform/handle';
import type { Strapi } from '../platform/strapi';
import { followByStrapi } from './strapis-links';

/** Links from mails to Gatehouse's own page. Wrong, used, expired and refused ones get the same answer. */
export const linkRoutes = (strapi: Strapi) => {
  const asker = () => askerOf(strapi);
  return [
    route(readLink, async ({ body }) => {
      const opened = await openLink(strapi, body.token, asker());
      if (!opened) throw new GatehouseError('LINK_INVALID');
      const { kind, user } = opened;
      const passwordRules = await passwordRulesFor(strapi, user);
      return { data: { ...user, kind, passwordRules } };
    }),
    route(useLink, async ({ body }) => {
      const user = await followLink(strapi, body, asker(), (token, opened) =>
        followByStrapi(strapi, token, opened, body.password),
      );
      if (!user) throw new GatehouseError('LINK_INVALID');
      return { data: { email: user.email } };
    }),
  ];
};
