import { vocabularyAt } from './vocabulary';

export { aBrowser, type Browser } from './browser';
export { aDatabase, databaseKind, type Database } from './database';
export type { Answer, Ask, Http } from './http';
export { anEmail, aPassword, firstAdmin, type NativeUser, type SignedIn } from './people';
export { startStrapi, type Server } from './strapi';

/** The server that most tests share; `startStrapi` gives a test one of its own. */
export const sharedUrl = (): string => {
  const url = process.env.GATEHOUSE_TEST_URL;
  if (!url) {
    throw new Error('No shared server: this jest project has no globalSetup that starts one');
  }
  return url;
};

export const { http, signIn, failToSignIn, superAdmin, aUser, clock, counter, queries, sql, call } =
  vocabularyAt(sharedUrl);
