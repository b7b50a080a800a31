import { errors } from '@strapi/utils';

import type { Follow } from '../access/recovery';
import { GatehouseError } from '../platform/errors';
import { perStrapi } from '../platform/per-strapi';
import type { Strapi } from '../platform/strapi';

type Reset = { resetPasswordToken: string; password: string };
type Registration = {
  registrationToken: string;
  userInfo: { firstname?: string | null; lastname?: string | null; password: string };
};

/** Strapi's own functions, by what a link is for. */
export type StrapisLinks = {
  resetPassword: (input?: Partial<Reset>, ...rest: unknown[]) => Promise<unknown>;
  register: (input: Registration, ...rest: unknown[]) => Promise<unknown>;
};

/** Set by the door that replaces them. */
export const strapisLinks = perStrapi(() => ({}) as StrapisLinks);

/** Follows a link of either kind as Strapi's pages do, for Gatehouse's own page. */
export const followByStrapi = async (
  strapi: Strapi,
  token: string,
  { kind, strapiUser }: Parameters<Follow>[1],
  password: string,
): Promise<void> => {
  const { resetPassword, register } = strapisLinks(strapi);
  const { firstname, lastname } = strapiUser;
  try {
    if (kind === 'reset') await resetPassword({ resetPasswordToken: token, password });
    else await register({ registrationToken: token, userInfo: { password, firstname, lastname } });
  } catch (error) {
    // Strapi's own refusal of users it lets in only by another way.
    if (error instanceof errors.ApplicationError) throw new GatehouseError('LINK_INVALID');
    throw error;
  }
};
