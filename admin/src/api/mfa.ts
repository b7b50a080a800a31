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
  makeEnrolCode,
  removeMyFactor,
  renewMyRecoveryCodes,
  requireMfa,
} from '../../../shared/contracts/mfa';
import { ask, tell } from './ask';
import { listOf, type Tags } from './gatehouse-api';

/** The signed-in user's own MFA, under an id that no user has. */
const MINE: Tags = [{ type: 'GatehouseMfa', id: 'MINE' }];
const TOUCHED: Tags = [...MINE, 'GatehouseMe'];
const touchedIfDone = (_args: unknown, answer: unknown) => (answer ? TOUCHED : []);

export const useMyMfaQuery = ask(getMyMfa, MINE);
export const useUserMfaQuery = ask(getUserMfa, (id) => [
  { type: 'GatehouseMfa', id },
  { type: 'GatehouseUser', id },
]);
export const useBeginMyTotpMutation = tell(beginMyTotp);
export const useConfirmMyTotpMutation = tell(confirmMyTotp, touchedIfDone);
export const useBeginMyPasskeyMutation = tell(beginMyPasskey);
export const useConfirmMyPasskeyMutation = tell(confirmMyPasskey, touchedIfDone);
export const useBeginMyCodeMutation = tell(beginMyCode);
export const useConfirmMyCodeMutation = tell(confirmMyCode, touchedIfDone);
export const useRemoveMyFactorMutation = tell(removeMyFactor, touchedIfDone);
export const useRenewMyRecoveryCodesMutation = tell(renewMyRecoveryCodes, touchedIfDone);
export const useDeleteMyTrustedDevicesMutation = tell(deleteMyTrustedDevices, TOUCHED);
export const useMakeEnrolCodeMutation = tell(
  makeEnrolCode,
  (id) => [
    { type: 'GatehouseMfa', id },
    { type: 'GatehouseLog', id },
  ],
  { toArgs: (id: number) => ({ id, body: {} }) },
);
export const useRequireMfaMutation = tell(requireMfa, ({ id }) => [
  { type: 'GatehouseUser', id },
  listOf('GatehouseUser'),
  { type: 'GatehouseMfa', id },
  { type: 'GatehouseLog', id },
]);
