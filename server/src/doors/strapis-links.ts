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

/** Strapi's own, by what a link of theirs is for. */
export type StrapisLinks = {
  resetPassword: (given?: Partial<Reset>, ...rest: unknown[]) => Promise<unknown>;
  register: (given: Registration, ...rest: unknown[]) => Promise<unknown>;
};

/** Kept by the door that takes their places. */
export const strapisLinks = perStrapi(() => ({}) as StrapisLinks);

/** As Strapi's pages follow a link of either kind, for Gatehouse's own page. */
export const followByStrapi = async (
  strapi: Strapi,
  token: string,
  { kind, principal }: Parameters<Follow>[1],
  password: string,
): Promise<void> => {
  const { resetPassword, register } = strapisLinks(strapi);
  const { firstname, lastname } = principal;
  try {
    if (kind === 'reset') await resetPassword({ resetPasswordToken: token, password });
    else await register({ registrationToken: token, userInfo: { password, firstname, lastname } });
  } catch (error) {
    // Strapi's own refusal, of whom it lets in another way alone.
    if (error instanceof errors.ApplicationError) throw new GatehouseError('LINK_INVALID');
    throw error;
  }
};
