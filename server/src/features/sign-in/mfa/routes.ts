import * as contracts from '../../../../../shared/contracts/mfa';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import {
  beginMyCode,
  beginMyPasskey,
  beginMyTotp,
  confirmMyCode,
  confirmMyPasskey,
  confirmMyTotp,
  deleteMyTrustedDevices,
  getMyMfa,
  removeMyFactor,
  renewMyRecoveryCodes,
} from './actions';
import { mfaStateOf } from './record';

export const mfaRoutes = (strapi: Strapi) => {
  return [
    route(contracts.getMyMfa, ({ actor }) => getMyMfa(strapi, actor)),
    route(contracts.beginMyTotp, ({ body, actor }) => beginMyTotp(strapi, body, actor)),
    route(contracts.confirmMyTotp, ({ body, actor }) => confirmMyTotp(strapi, body, actor)),
    route(contracts.beginMyPasskey, ({ body, actor }) => beginMyPasskey(strapi, body, actor)),
    route(contracts.confirmMyPasskey, ({ body, actor }) => confirmMyPasskey(strapi, body, actor)),
    route(contracts.beginMyCode, ({ body, actor }) => beginMyCode(strapi, body, actor)),
    route(contracts.confirmMyCode, ({ body, actor }) => confirmMyCode(strapi, body, actor)),
    route(contracts.removeMyFactor, ({ params, body, actor }) =>
      removeMyFactor(strapi, params.id, body, actor),
    ),
    route(contracts.renewMyRecoveryCodes, ({ body, actor }) => renewMyRecoveryCodes(strapi, body, actor)),
    route(contracts.deleteMyTrustedDevices, ({ actor }) => deleteMyTrustedDevices(strapi, actor)),
    route(contracts.getUserMfa, ({ params }) => mfaStateOf(strapi, params.id)),
  ];
};
