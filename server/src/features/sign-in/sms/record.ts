import { PLUGIN_ID } from '../../../../../shared/constants';
import type { Config, Sms, SmsProvider } from '../../../config';
import { GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { httpProvider } from './http-provider';

const providerOf = (strapi: Strapi): SmsProvider | null => {
  const { sms } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  if (!sms) return null;
  if (sms.provider === 'http') return httpProvider(sms);
  if (sms.provider === 'log')
    return { send: async ({ to, text }) => void strapi.log.info(`[gatehouse] SMS to ${to}: ${text}`) };
  return sms.provider;
};

export const isSmsThere = (strapi: Strapi) => providerOf(strapi) !== null;

/** @throws CODE_NOT_SENT; the server log says why, without the number and the text */
export const sendSms = async (strapi: Strapi, sms: Sms) => {
  try {
    const provider = providerOf(strapi);
    if (!provider) throw new Error('there is no provider');
    await provider.send(sms);
  } catch (error) {
    strapi.log.warn(`[gatehouse] an SMS could not be sent: ${(error as Error).message}`);
    throw new GatehouseError('CODE_NOT_SENT');
  }
};
