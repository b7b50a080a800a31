import { errors } from '@strapi/utils';

import type { Follow } from '../access/recovery';
import { GatehouseError } from '../platform/errors';
import type { Strapi } from '../platform/strapi';
import { authService, userService } from './native';

export type Reset = { resetPasswordToken: string; password: string };
export type Registration = {
  registrationToken: string;
  userInfo: { firstname?: string | null; lastname?: string | null; password: string };
};

/** Strapi's own, by what a link of theirs is for. */
type StrapisLinks = {
  resetPassword: (given: Reset, ...rest: unknown[]) => Promise<unknown>;
  register: (given: Registration, ...rest: unknown[]) => Promise<unknown>;
};

const kept = new WeakMap<Strapi, StrapisLinks>();

/** Before a door takes their places. */
export const keepStrapisLinks = (strapi: Strapi): StrapisLinks => {
  const strapis = {
    resetPassword: authService(strapi).resetPassword,
    register: userService(strapi).register,
  } as StrapisLinks;
  kept.set(strapi, strapis);
  return strapis;
};

/** As Strapi's pages follow a link of either kind, for Gatehouse's own page. */
export const followByStrapi = async (
  strapi: Strapi,
  token: string,
  { kind, principal }: Parameters<Follow>[1],
  password: string,
): Promise<void> => {
  const { resetPassword, register } = kept.get(strapi) as StrapisLinks;
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
