import { vocabularyAt } from './vocabulary';

export { aBrowser, type Browser } from './browser';
export {
  aDatabase,
  anEmptyDatabase,
  connectionTo,
  databaseKind,
  theDatabase,
  type Database,
  type DatabaseKind,
} from './database';
export type { Answer, Ask, Http } from './http';
export { mailbox, mailboxAt, startMailServer, type Mail, type MailServer } from './mailbox';
export { anEmail, aPassword, firstAdmin, type NativeUser, type SignedIn } from './people';
export { SMS_SECRET, smsGateway, smsGatewayAt, startSmsGateway, type SmsGateway } from './sms-gateway';
export { countStart, startStrapi, type Server } from './strapi';

/** The server that a worker's tests share, one file after the other; `startStrapi` gives a test its own. */
export const sharedUrl = (): string => {
  const url = process.env.GATEHOUSE_TEST_URL;
  if (!url) {
    throw new Error('No shared server: this jest project has no globalSetup that starts one');
  }
  return url;
};

export const {
  http,
  hook,
  signIn,
  failToSignIn,
  superAdmin,
  roleId,
  aUser,
  clock,
  counter,
  queries,
  sql,
  call,
} = vocabularyAt(sharedUrl);
