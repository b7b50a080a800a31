import { shared, type Person, type State } from '../vocabulary';
import { CALLERS, type Asker, type Caller } from './callers';
import { requestFor, send } from './requests';
import { everything, type mutations, theScene, verdictOf, type Verdict } from './scene';

const { aUser } = shared;

type Row = Record<Caller, Verdict> & {
  /** To who is no super admin, where the user whom it is about is one. */
  superAdmin?: Verdict | undefined;
  /** What it is about is another one for each who gets in. */
  usesUp?: boolean;
};

const OUTSIDE = { nobody: '401', 'a key of the Content API': '401' };
const UNPERMITTED = { 'an editor': '403', 'a reader': '403' };
const EVERYWHERE = {
  'a panel admin': 'in',
  'a key of the panel': 'in',
  'an admin token': 'in',
  'a super admin': 'in',
};
const limited = (accountAdmin: Verdict, others: Verdict) => ({
  'an account admin': accountAdmin,
  'an account viewer': others,
  'the admin of another account': others,
});

const aboutAUser: Row = {
  ...OUTSIDE,
  ...UNPERMITTED,
  ...limited('in', '404 NOT_FOUND'),
  ...EVERYWHERE,
  superAdmin: '403 SUPER_ADMIN_ONLY',
};
/** What outlives the token that would make it. */
const NO_TOKEN = { 'a key of the panel': '403 SESSION_NEEDED', 'an admin token': '403 SESSION_NEEDED' };
const usedUp: Row = { ...aboutAUser, usesUp: true };
const everybodys: Row = {
  ...OUTSIDE,
  ...UNPERMITTED,
  ...limited('403 OUT_OF_REACH', '403 OUT_OF_REACH'),
  ...EVERYWHERE,
};
const read: Row = { ...everybodys, ...limited('in', 'in') };
/** About one's own user: of sessions, whatever they permit. */
const own: Row = {
  ...read,
  'an editor': 'in',
  'a reader': 'in',
  'a key of the panel': '401',
  'an admin token': '401',
};
/** The same of who may look at users. */
const ownView: Row = { ...read, 'a reader': 'in' };
/** Whoever asks is told the same as who never signed in. */
const door = (code: string) =>
  Object.fromEntries(CALLERS.map((caller) => [caller, `400 ${code}`])) as Record<Caller, Verdict>;

export const rows: Record<string, Row> = {
  // Users
  createUser: { ...read, ...limited('in', '400 UNKNOWN_ACCOUNT') },
  inviteUsers: { ...read, ...limited('in', '400 UNKNOWN_ACCOUNT') },
  bulkUsers: {
    ...usedUp,
    'a reader': '403 NOT_PERMITTED',
    ...limited('in', '200 NOT_FOUND'),
    superAdmin: '200 SUPER_ADMIN_ONLY',
  },
  previewBulk: {
    ...read,
    'a reader': '403 NOT_PERMITTED',
    ...limited('in', 'in'),
  },
  updateUser: aboutAUser,
  deleteUser: usedUp,
  updateContact: aboutAUser,
  lockUser: usedUp,
  unlockUser: aboutAUser,
  blockAccess: usedUp,
  allowAccess: aboutAUser,
  suspendUser: usedUp,
  enableUser: aboutAUser,
  disableUser: usedUp,
  resetTries: aboutAUser,
  setPassword: usedUp,
  autoResetPassword: aboutAUser,
  forcePasswordChange: aboutAUser,
  sendResetEmail: aboutAUser,
  resendInvitation: aboutAUser,
  endSession: aboutAUser,
  endSessions: aboutAUser,
  // Which changes nothing of whom it is about.
  addNote: { ...aboutAUser, superAdmin: undefined },
  requireMfa: aboutAUser,
  resetMfa: aboutAUser,
  removeMfa: aboutAUser,
  makeEnrolCode: aboutAUser,
  deleteTrustedDevices: aboutAUser,
  createApiKey: { ...aboutAUser, ...NO_TOKEN },
  rotateApiKey: { ...aboutAUser, ...NO_TOKEN },
  revokeApiKey: aboutAUser,
  createOAuthClient: { ...usedUp, ...NO_TOKEN },
  deleteOAuthClient: aboutAUser,
  setUserDacGroups: aboutAUser,
  setUserAccounts: aboutAUser,
  setUserRoleGroups: aboutAUser,
  copyAccess: aboutAUser,
  previewCopyAccess: aboutAUser,
  createDelegation: aboutAUser,
  updateDelegation: aboutAUser,
  deleteDelegation: usedUp,
  sendMailAgain: aboutAUser,
  explainAccess: { ...aboutAUser, superAdmin: undefined },
  createIpRule: { ...usedUp, ...limited('in', '400 UNKNOWN_USER') },
  updateIpRule: usedUp,
  deleteIpRule: usedUp,

  // Accounts
  createAccount: { ...read, ...limited('in', '400 UNKNOWN_ACCOUNT') },
  updateAccount: { ...read, ...limited('in', '404 NOT_FOUND') },
  deleteAccount: { ...read, ...limited('in', '404 NOT_FOUND') },

  // Everybody's
  createDacGroup: everybodys,
  updateDacGroup: everybodys,
  deleteDacGroup: everybodys,
  createRoleGroup: everybodys,
  updateRoleGroup: everybodys,
  deleteRoleGroup: everybodys,
  createLicence: everybodys,
  updateLicence: everybodys,
  deleteLicence: everybodys,
  updateRole: everybodys,
  updatePolicy: everybodys,
  previewPolicy: everybodys,
  updateMailTemplate: everybodys,
  resetMailTemplate: everybodys,
  testMailTemplate: everybodys,
  previewMailTemplate: { ...read, 'a reader': 'in' },

  // One's own
  createSavedView: ownView,
  updateSavedView: ownView,
  deleteSavedView: ownView,
  updatePreferences: ownView,
  updateMe: own,
  changeMyPassword: own,
  stepUp: own,
  beginMyTotp: own,
  confirmMyTotp: own,
  beginMyPasskey: own,
  confirmMyPasskey: own,
  beginMyCode: own,
  confirmMyCode: own,
  removeMyFactor: own,
  renewMyRecoveryCodes: own,
  deleteMyTrustedDevices: own,
  endMySession: own,
  endMyOtherSessions: own,

  // Doors
  completeSignIn: door('CHALLENGE_INVALID'),
  enrolAtSignIn: door('CHALLENGE_INVALID'),
  askPasskey: door('CHALLENGE_INVALID'),
  askCode: door('CHALLENGE_INVALID'),
  readLink: door('LINK_INVALID'),
  useLink: door('LINK_INVALID'),
};

const aSuperAdmin = (state?: State) => aUser({ roles: ['strapi-super-admin'], ...(state && { state }) });
/** One and the same, however often it is asked for. */
const once = (make: (state?: State) => Promise<Person>) => {
  let made: Promise<Person> | undefined;
  return (state?: State) => (made ??= make(state));
};

/** Has everybody ask for each of them, and finds that those get in whom its row lets in, and nobody else. */
export const keepsToItsRow = (of: typeof mutations) => {
  const scene = theScene();

  describe.each(of)('%s', (name, contract) => {
    const { superAdmin, usesUp, ...row } = rows[name] as Row;

    const prepare = ({ person, ...asker }: Asker, user: (state?: State) => Promise<Person>) =>
      requestFor(name, {
        asker: person ?? { ...scene.bystander, ...asker },
        user,
        role: scene.role,
        account: scene.account,
      });
    /** The same request of all of them, which leaves everything as it was. */
    const refused = async (callers: readonly Caller[], user: (state?: State) => Promise<Person>) => {
      const sent = await prepare(scene.bystander, user);
      const before = await everything();
      const verdicts: Record<string, Verdict> = {};
      for (const caller of callers)
        verdicts[caller] = verdictOf(contract, await send(contract, sent, scene.askers[caller]));
      expect(await everything()).toBe(before);
      return verdicts;
    };

    it('lets in who may, and leaves everything as it was for all others', async () => {
      const user = once(scene.aMember);
      const verdicts = await refused(
        CALLERS.filter((caller) => row[caller] !== 'in'),
        user,
      );
      for (const caller of CALLERS.filter((one) => row[one] === 'in')) {
        const sent = await prepare(scene.askers[caller], usesUp ? once(scene.aMember) : user);
        verdicts[caller] = verdictOf(contract, await send(contract, sent, scene.askers[caller]));
      }

      expect(verdicts).toEqual(row);
    });

    if (superAdmin)
      it('is no way to touch a super admin', async () => {
        const callers = ['a panel admin', 'a key of the panel', 'an admin token'] as const;

        const verdicts = await refused(callers, once(aSuperAdmin));

        expect(verdicts).toEqual(Object.fromEntries(callers.map((caller) => [caller, superAdmin])));
      });
  });
};
