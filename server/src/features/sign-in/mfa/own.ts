import type { SentKind } from '../../../../../shared/constants';
import type { MfaState, NewPasskey } from '../../../../../shared/contracts/mfa';
import { refuse } from '../../../../../shared/refusals';
import { assertPresentPassword } from '../../../access/present-password';
import type { LogAction } from '../../../../../shared/log/actions';
import { type Actor, currentSessionId, personOf } from '../../../platform/actor';
import { inTransaction } from '../../../platform/database';
import { GatehouseError } from '../../../platform/errors';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import type { Confirmation, Factors } from './factors';
import type { SessionMarks } from './session-mark';
import type { MfaStore } from './store';

type Tools = {
  store: MfaStore;
  marks: SessionMarks;
  factors: Factors;
  stateOf: (id: number) => Promise<{ data: MfaState }>;
};

/** One's own second factor, in the personal settings. What an open session alone is not enough for asks the password. */
export const createOwn = (strapi: Strapi, { store, marks, factors, stateOf }: Tools) => {
  const users = () => getService(strapi, 'users');
  const ownUser = (actor: Actor) => users().entryOf(personOf(actor));

  const withPassword = async (password: string, actor: Actor) => {
    const user = await ownUser(actor);
    await assertPresentPassword(strapi, user, { password, field: 'password' });
    return user;
  };

  const record = (id: number, action: LogAction, actor: Actor, text: string | null = null) =>
    getService(strapi, 'log').recordChange({
      about: { kind: 'user', id },
      action,
      changes: null,
      text,
      actor,
    });

  /** The session that asks has shown the factor by it; the others have not, and end with their next request. */
  const confirmMine = async (confirmation: Confirmation, actor: Actor) => {
    const user = await ownUser(actor);
    const sessionId = currentSessionId(strapi);
    const recoveryCodes = await factors.confirm(user.id, confirmation, actor, async () => {
      if (sessionId) await marks.prove(user.adminUserId, sessionId);
      return true;
    });
    return { data: { mfa: (await stateOf(user.id)).data, recoveryCodes } };
  };

  return {
    async getMine(actor: Actor) {
      return stateOf((await ownUser(actor)).id);
    },

    async beginMyTotp({ password }: { password: string }, actor: Actor) {
      const user = await withPassword(password, actor);
      return { data: await factors.beginTotp(user) };
    },

    confirmMyTotp: (body: { code: string; name?: string }, actor: Actor) =>
      confirmMine(factors.ofApp(body), actor),

    async beginMyPasskey({ password }: { password: string }, actor: Actor) {
      await factors.assertInUse('passkey');
      const user = await withPassword(password, actor);
      return { data: await factors.beginPasskey(user) };
    },

    async beginMyCode({ password, kind }: { password: string; kind: SentKind }, actor: Actor) {
      await factors.assertInUse(kind);
      const user = await withPassword(password, actor);
      return { data: await factors.sent.begin(user, kind) };
    },

    async confirmMyCode({ kind, code }: { kind: SentKind; code: string }, actor: Actor) {
      const { id } = await ownUser(actor);
      return confirmMine(await factors.confirmationOf(id, kind, code), actor);
    },

    confirmMyPasskey: (body: { passkey: NewPasskey; name?: string }, actor: Actor) =>
      confirmMine(factors.ofPasskey(body), actor),

    async removeMyFactor(factorId: number, { password }: { password: string }, actor: Actor) {
      const user = await withPassword(password, actor);
      return inTransaction(strapi, async () => {
        const { id, mfaRequired } = await users().holdOwn(user.id);
        const all = await store.factorsOf(id);
        const factor = all.find((one) => one.id === factorId);
        if (!factor || !(await store.removeFactor(id, factorId))) throw new GatehouseError('NOT_FOUND');
        if (all.length === 1) {
          if (mfaRequired) throw new GatehouseError('MFA_REQUIRED');
          await store.removeOf([id]);
          await getService(strapi, 'devices').distrust([id]);
          await users().setMfaEnabled(id, false);
        }
        await record(id, 'factor-removed', actor, factor.name);
        getService(strapi, 'notices').secondFactor('factor-removed', id, { factor: factor.name });
        return stateOf(id);
      });
    },

    async renewMyRecoveryCodes({ password }: { password: string }, actor: Actor) {
      const user = await withPassword(password, actor);
      return inTransaction(strapi, async () => {
        if (!(await users().holdOwn(user.id)).mfaEnabled)
          throw new GatehouseError('INVALID_TRANSITION', { why: refuse('no-second-factor') });
        await record(user.id, 'recovery-codes-renewed', actor);
        return { data: { recoveryCodes: await factors.makeCodes(user.id) } };
      });
    },

    async deleteMyTrustedDevices(actor: Actor) {
      const { id } = await ownUser(actor);
      return inTransaction(strapi, async () => {
        await getService(strapi, 'devices').distrust([id]);
        await record(id, 'trusted-devices-deleted', actor);
        return stateOf(id);
      });
    },
  };
};
