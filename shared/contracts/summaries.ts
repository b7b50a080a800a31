import type * as contracts from '.';
import type { Contract } from '.';

type Exported = typeof contracts;
export type ContractName = {
  [Name in keyof Exported]: Exported[Name] extends Contract ? Name : never;
}[keyof Exported];

/** Named like the areas of the features. */
export const AREAS = {
  people: 'Users, accounts, and one’s own user',
  permissions: 'Roles, role groups, DAC groups, delegations and licences',
  'sign-in': 'Passwords, second factors, sessions, addresses and links',
  programs: 'API keys and OAuth clients of API-only users',
  activity: 'Log, login attempts, mails and jobs',
  settings: 'Policy, preferences and saved views',
};
type Area = keyof typeof AREAS;

/** One sentence, and details where there is more to know. */
type Told = string | readonly [summary: string, details: string];
type Operation = { area: Area; summary: string; details?: string };

const inArea = <Name extends ContractName>(area: Area, told: Record<Name, Told>) =>
  Object.fromEntries(
    Object.entries<Told>(told).map(([name, of]) => {
      const [summary, details] = [of].flat() as [string, string?];
      return [name, { area, summary, ...(details && { details }) }];
    }),
  ) as Record<Name, Operation>;

const ALREADY = '`meta.already` says so where nothing had to be changed.';
const REPLACES = 'The list replaces the present one.';
const SECRET_ONCE = 'Only this answer holds the secret.';

/** What each operation does, for the OpenAPI document; apart from the contracts, as the panel needs none. */
export const SUMMARIES: Record<ContractName, Operation> = {
  ...inArea('people', {
    listUsers: [
      'List users',
      '`meta.leftOut` names users of Strapi’s (`adminUserId`, `email`) that are in no list, as another has their e-mail address.',
    ],
    getAttention: [
      'Count the users who need attention',
      'Locked, with an API key that is about to expire, without the second factor they must have, or never signed in. What the caller may not see is left out.',
    ],
    getUser: 'Get a user',
    createUser: ['Add a user', '`meta.mail` says how the welcome fared.'],
    inviteUsers: ['Invite several people by e-mail', 'Each address has a result of its own.'],
    updateUser: [
      'Change a user',
      'What is left out stays; `null` empties. `roles` are the user’s own, besides those of `roleGroups`. With `ifUpdatedAt`, the `updatedAt` that you have read, it is refused with `CHANGED_MEANWHILE` where somebody has saved the user since.',
    ],
    deleteUser: 'Delete a user',
    getContact: 'Get the address, phone numbers and further e-mail addresses of a user',
    updateContact: [
      'Change the contact of a user',
      'What is left out stays; `null` empties; a list replaces the present one. `ifUpdatedAt` works as for users, with `null` where nobody has written anything yet.',
    ],
    lockUser: ['Lock a user until an admin unlocks them', ALREADY],
    unlockUser: ['Unlock a user', ALREADY],
    blockAccess: ['Lock a user and say why', ALREADY],
    allowAccess: ['Unlock a user, and grant access to one who had none yet', ALREADY],
    suspendUser: ['Suspend a user, with an end or without', ALREADY],
    enableUser: ['Let a suspended or disabled user in again', ALREADY],
    disableUser: ['Disable a user for good', ALREADY],
    resetTries: ['Set the failed tries of a user to zero and lift an automatic lock', ALREADY],
    bulkUsers: [
      'Do one thing to many users',
      'Takes the permission of the action too. Up to 200 `ids` are answered at once, with a result for each; more of them, or `filters`, become a job (202).',
    ],
    previewBulk: [
      'Count whom one thing to many users would change',
      'Takes the same body and permissions as the change itself, asks no step-up, and changes nothing. Answers how many would be changed, and how many not, by the code of their refusal.',
    ],
    listAccounts: ['List all accounts', 'The whole tree, flat, siblings in their order.'],
    createAccount: 'Add an account below another one or at the top',
    updateAccount: ['Rename or move an account', '`position` is its place among its siblings, from 0.'],
    deleteAccount: ['Delete an empty account', 'Others are refused with `ACCOUNT_NOT_EMPTY`.'],
    listUserAccounts: 'List the accounts of a user',
    setUserAccounts: ['Set the accounts of a user', REPLACES],
    getMe: 'Get your own user',
    updateMe: ['Change your own user', 'What is left out stays; `null` empties.'],
  }),
  ...inArea('permissions', {
    listRoles: 'List roles',
    getRole: 'Get a role',
    updateRole: ['Change what Gatehouse adds to a role', '`maxSessions: null`: the role sets no limit.'],
    listRoleChanges: ['List the changes of a role', 'Newest first.'],
    listApiActions: 'List the actions of the Content API that a role can give',
    getUserPermissions: [
      'Get what a user may do, and through which roles',
      '`everything` is true for super admins, for whom nothing of the panel is listed. Of `conditions` any one has to hold. `isCut`: there are more than are listed.',
    ],
    copyAccess: [
      'Give a user what another user has',
      'Only the parts that are true are copied, and nothing is taken away. Answers the names of what was added.',
    ],
    previewCopyAccess: [
      'See what copying would give a user',
      'Takes the same body and permissions, asks no step-up, and changes nothing. Of each part the names of what would be added, with the code of the refusal where one would be refused.',
    ],
    listRoleGroups: 'List role groups',
    getRoleGroup: 'Get a role group',
    createRoleGroup: 'Add a role group',
    updateRoleGroup: ['Change a role group', 'Its users get and lose roles with it.'],
    deleteRoleGroup: ['Delete a role group', 'Its users lose the roles that come from it alone.'],
    listUserRoleGroups: 'List the role groups of a user, and where each role comes from',
    setUserRoleGroups: ['Set the role groups of a user', REPLACES],
    listDacGroups: 'List DAC groups',
    createDacGroup: 'Add a DAC group',
    updateDacGroup: ['Rename a DAC group', 'Its code stays.'],
    deleteDacGroup: ['Delete a DAC group that nobody holds', 'Others are refused with `DAC_GROUP_HELD`.'],
    listUserDacGroups: 'List the DAC groups that a user holds',
    setUserDacGroups: ['Set the DAC groups that a user holds', REPLACES],
    listDelegations: 'List whom and what a user may act for',
    listDelegates: 'List those who may act for a user',
    createDelegation: [
      'Let a user act for somebody or something',
      'Exactly one of `forUser`, `forDacGroup` and `resource` is given. `purpose: null` is everything.',
    ],
    updateDelegation: 'Change the purpose or the dates of a delegation',
    deleteDelegation: 'End a delegation',
    listLicences: 'List licences',
    createLicence: ['Add a licence', '`seats: null`: any number of users.'],
    updateLicence: [
      'Change a licence',
      'Refused where its users would not fit (`LICENCE_USERS_MISFIT`, `SEATS_TAKEN`).',
    ],
    deleteLicence: 'Delete a licence that no user has and no role names',
  }),
  ...inArea('sign-in', {
    completeSignIn: [
      'Take the next step of a sign-in',
      'Answers as `/admin/login` does, with the next challenge too; `meta.recoveryCodes` where a second factor was set up.',
    ],
    askCode: ['Send a code for a step of the sign-in', 'Answers in part where it was sent to.'],
    askPasskey: 'Get what a passkey has to sign for a step of the sign-in',
    enrolAtSignIn: [
      'Begin to set up a second factor during a sign-in',
      'For `totp`, answers what an authenticator app is told; for `mail` and `sms`, sends a code and answers where to.',
    ],
    readLink: ['Get what a link from a mail is for, and what a password has to fit', 'The link stays good.'],
    useLink: ['Set a password by a link from a mail', 'Works once, and signs nobody in.'],
    stepUp: ['Prove that you are still there', 'By either the password or a code.'],
    changeMyPassword: [
      'Change your own password',
      'Ends all your other sessions. A wrong `currentPassword` takes a try of the sign-in (`WRONG_PASSWORD`, `TOO_MANY_TRIES`).',
    ],
    getPasswordRules: 'Get what a new password of a user has to fit',
    setPassword: [
      'Set the password of a user',
      'Unlocks the user and ends their sessions. One that misses the policy is refused with `PASSWORD_POLICY`, and each error of `password` has a code: `TOO_SHORT`, `TOO_LONG`, `NO_LOWER`, `NO_UPPER`, `NO_DIGIT`, `NO_SPECIAL`, `OWN_WORDS`, `COMMON` (with a `reason`), `USED_BEFORE`, `BREACHED`; `STRAPI_POLICY` where a policy of Strapi’s own refuses it.',
    ],
    autoResetPassword: [
      'Give a user a random password',
      'Answered once unless it is mailed. A new one has to be chosen at the next sign-in.',
    ],
    forcePasswordChange: ['Have a user choose a new password at the next sign-in', ALREADY],
    sendResetEmail: ['Mail a user a link to choose a new password', '`meta.mail` says how the mail fared.'],
    resendInvitation: ['Mail a user the welcome again', '`meta.mail` says how the mail fared.'],
    getUserMfa: 'Get the second factor of a user',
    requireMfa: ['Say whether a user must have a second factor', ALREADY],
    resetMfa: ['Take away the second factors of a user, who has to set up another one', 'Ends all sessions.'],
    removeMfa: 'Take away the second factors of a user, who needs another one only where it is required',
    makeEnrolCode: [
      'Make a code with which a user sets up another second factor',
      'Told this once, and good for a day and for one sign-in.',
    ],
    deleteTrustedDevices: ['Trust no browser of a user any more', ALREADY],
    getMyMfa: 'Get your own second factor',
    beginMyTotp: 'Begin to set up an authenticator app',
    confirmMyTotp: [
      'Confirm an authenticator app by a code of it',
      'The first factor answers `recoveryCodes`, shown this once.',
    ],
    beginMyPasskey: ['Begin to set up a passkey', 'Answers the options for the browser.'],
    confirmMyPasskey: [
      'Confirm a passkey by what the browser answered',
      'The first factor answers `recoveryCodes`, shown this once.',
    ],
    beginMyCode: 'Send a code to your own address or mobile, to set it up as a second factor',
    confirmMyCode: [
      'Confirm an address or mobile by the code that was sent to it',
      'The first factor answers `recoveryCodes`, shown this once.',
    ],
    removeMyFactor: 'Remove a second factor of your own',
    renewMyRecoveryCodes: 'Get new recovery codes in place of the old ones',
    deleteMyTrustedDevices: 'Trust no browser of your own any more',
    listSessions: [
      'List the panel sessions of a user',
      'Open ones, newest first, then closed ones; at most 200.',
    ],
    endSession: ['End a session of a user', 'With every token that it was renewed to.'],
    endSessions: [
      'End all sessions of a user',
      'With `revokeTokens=true`, the admin tokens that the user has made go too.',
    ],
    listMySessions: 'List your own sessions',
    endMySession: 'End a session of your own',
    endMyOtherSessions: 'End all your sessions but the one that asks',
    listIpRules: 'List IP rules',
    createIpRule: ['Add an IP rule', '`user` or `role` is given where `scope` is that.'],
    updateIpRule: 'Change an IP rule',
    deleteIpRule: 'Delete an IP rule',
    explainAccess: [
      'Explain whether a user could sign in from an address',
      'Every rule, in the order in which they are asked: the first that denies decides. Takes no try and records nothing.',
    ],
  }),
  ...inArea('programs', {
    listApiKeys: 'List the API keys of a user',
    createApiKey: [
      'Make an API key',
      `${SECRET_ONCE} \`expiresAt\` left out: 90 days; \`null\`: never. Tokens are refused.`,
    ],
    rotateApiKey: [
      'Make an API key in place of another one',
      `${SECRET_ONCE} The old one stays good for 24 hours unless told. Tokens are refused.`,
    ],
    revokeApiKey: 'Revoke an API key',
    listOAuthClients: 'List the OAuth clients of a user',
    createOAuthClient: ['Make an OAuth client', `${SECRET_ONCE} Tokens are refused.`],
    deleteOAuthClient: 'Delete an OAuth client with its access tokens',
  }),
  ...inArea('activity', {
    listLog: ['List the log of a user', 'Changes and notes, newest first.'],
    addNote: 'Write a note in the log of a user',
    listActivity: ['List the whole log', 'Newest first.'],
    exportActivity: ['Export the whole log as CSV', 'Newest first; `changes` is JSON.'],
    listLoginAttempts: [
      'List login attempts',
      'Newest first. `filters[ip]` takes an address, a CIDR range or a wildcard at the end. `count` is how often a token was refused in the minute; 1 for everything else.',
    ],
    summarizeLoginAttempts: [
      'Count login attempts by hour or day',
      'Hours where the range has no more than 48 of them, else days, and the ten addresses most refused. Without a range the last 14 days, and never more than 92. No more than the newest 400,000 attempts are counted; where there are more, `countedFrom` says since when.',
    ],
    exportLoginAttempts: ['Export login attempts as CSV', 'Newest first.'],
    listMails: 'List mails',
    sendMailAgain: [
      'Send a mail again',
      'One that waits is sent at once; a notice once more, as a mail of its own. Mails with a link or a password are refused.',
    ],
    listMailTemplates: [
      'List the templates of mails',
      'With their variables, those of them that are needed, and whether a change is sent (`isInForce`).',
    ],
    updateMailTemplate: 'Change the template of a mail',
    resetMailTemplate: 'Reset the template of a mail to the default',
    previewMailTemplate: ['Preview a mail with values of an example', 'Changes nothing.'],
    testMailTemplate: 'Mail the preview to yourself',
    getJob: [
      'Get how far a job is, and a page of its results',
      'For the person who started it and for super admins. `filters[ok][$eq]=false` are the users that were left as they were.',
    ],
  }),
  ...inArea('settings', {
    getPolicy: [
      'Get the policy',
      '`meta` has the defaults, the last change of each value, and when sessions end by Strapi’s own configuration.',
    ],
    updatePolicy: ['Change the policy', 'What is left out stays.'],
    listPolicyChanges: ['List the changes of the policy', 'Newest first.'],
    previewPolicy: [
      'Count whom a change of the policy concerns',
      'Changes nothing. Answers how many users are locked, and how many users or addresses each changed value concerns now and would concern then.',
    ],
    getPreferences: ['Get your own preferences', '`null` where nothing is chosen.'],
    updatePreferences: ['Change your own preferences', 'What is left out stays; `null` forgets.'],
    listSavedViews: 'List your own saved views and all that are shared',
    createSavedView: [
      'Save a view of the list of users',
      '`query` is `sort`, `_q` and `filters` of the list as JSON.',
    ],
    updateSavedView: 'Change a saved view of your own',
    deleteSavedView: 'Delete a saved view of your own or, as a super admin, a shared one',
    getOpenApi: 'Get this document',
  }),
};
