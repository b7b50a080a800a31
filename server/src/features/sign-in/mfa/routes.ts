import {
  beginMyCode,
  beginMyPasskey,
  beginMyTotp,
  confirmMyCode,
  confirmMyPasskey,
  confirmMyTotp,
  deleteMyTrustedDevices,
  getMyMfa,
  getUserMfa,
  removeMyFactor,
  renewMyRecoveryCodes,
} from '../../../../../shared/contracts/mfa';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const mfaRoutes = (strapi: Strapi) => {
  const mfa = () => getService(strapi, 'mfa');
  return [
    route(getMyMfa, ({ actor }) => mfa().getMine(actor)),
    route(beginMyTotp, ({ body, actor }) => mfa().beginMyTotp(body, actor)),
    route(confirmMyTotp, ({ body, actor }) => mfa().confirmMyTotp(body, actor)),
    route(beginMyPasskey, ({ body, actor }) => mfa().beginMyPasskey(body, actor)),
    route(confirmMyPasskey, ({ body, actor }) => mfa().confirmMyPasskey(body, actor)),
    route(beginMyCode, ({ body, actor }) => mfa().beginMyCode(body, actor)),
    route(confirmMyCode, ({ body, actor }) => mfa().confirmMyCode(body, actor)),
    route(removeMyFactor, ({ params, body, actor }) => mfa().removeMyFactor(params.id, body, actor)),
    route(renewMyRecoveryCodes, ({ body, actor }) => mfa().renewMyRecoveryCodes(body, actor)),
    route(deleteMyTrustedDevices, ({ actor }) => mfa().deleteMyTrustedDevices(actor)),
    route(getUserMfa, ({ params }) => mfa().stateOf(params.id)),
  ];
};
