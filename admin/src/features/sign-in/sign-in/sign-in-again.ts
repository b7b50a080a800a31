import { getFetchClient } from '@strapi/strapi/admin';

import { dispatch, owner, type Owner } from '../../../api/panel-store';
import { userOfToken } from '../../../api/token-user';
import { lastFocused, returnFocusOnceEnabled } from './last-focus';
import { beginStep, endStepsOfSession, interruptSteps, resumeSteps } from './steps';
import { onTabs, tellTabs } from './tabs';

/** Strapi's own keys (5.54, `admin/src/reducer`): whether somebody is signed in, and the token of the remembered user. */
const IS_LOGGED_IN = 'isLoggedIn';
const REMEMBERED_TOKEN = 'jwtToken';

/** How long a page is kept for somebody who does not come back to it. */
const WAIT_MS = 60 * 60_000;

type Renew = () => Promise<string | null>;

let asking: Promise<string | null> | undefined;
let startPage: string | undefined;
let renew: Renew = () => Promise.resolve(null);

/** Where the panel begins, which only its router knows. */
export const setStartPage = (address: string) => {
  startPage = address;
};

/** Whether the person wanted to stay signed in when the browser is closed. */
export const isRemembered = () => localStorage.getItem(REMEMBERED_TOKEN) !== null;

/**
 * Has whoever is at work sign in over the page, once for all that wait for it. Answers the new token; null where they left,
 * or did not come back.
 */
export const signInAgain = (user: Owner): Promise<string | null> => {
  // Tabs share the session, and wait for each other where Strapi renews it.
  if (!asking) tellTabs('session-ended');
  return askOnce(user);
};
const askOnce = (user: Owner) => (asking ??= ask(user).finally(() => (asking = undefined)));

const ask = async (user: Owner) => {
  const opener = lastFocused();
  interruptSteps();
  let stopWaiting = () => undefined as void;
  const token = await new Promise<string | null>((resolve) => {
    /** The page is not kept for anybody else: if another user has signed in, it starts anew. */
    const take = (newToken: string) =>
      userOfToken(newToken) === user.id ? resolve(newToken) : startAnew(newToken);
    const stopListening = onTabs(
      'signed-in',
      () => void renew().then((newToken) => newToken && take(newToken)),
    );
    const timer = setTimeout(() => resolve(null), WAIT_MS);
    stopWaiting = () => {
      stopListening();
      clearTimeout(timer);
    };
    beginStep({
      kind: 'sign-in-again',
      name: user.email,
      finish: (answer) => (answer === undefined ? resolve(null) : take((answer as { token: string }).token)),
    });
  });
  stopWaiting();
  resumeSteps();
  if (token) {
    // Which signing out in another tab has taken away.
    localStorage.setItem(IS_LOGGED_IN, 'true');
    tellTabs('signed-in');
    void returnFocusOnceEnabled(opener)(new Event('close'));
  } else {
    endStepsOfSession();
    leaveAsStrapiDoes();
  }
  return token;
};

/** What Strapi's panel hears where somebody has signed out in another tab: it forgets all and goes to the login page. */
const leaveAsStrapiDoes = () =>
  window.dispatchEvent(new StorageEvent('storage', { key: IS_LOGGED_IN, newValue: null }));

/** For what has ended without a request of this tab, which finds the new token with its next one. */
const askHere = async (how: typeof signInAgain) => {
  const user = owner();
  if (user && !asking && (await how(user))) await askWhoIsIn();
};
/** By any request: whoever is signed in to the browser by now. */
const askWhoIsIn = () =>
  getFetchClient()
    .get('/admin/users/me')
    .catch(() => undefined);

/** Sessions that end in other tabs: by a sign-out there, at which Strapi would leave the page, or in any other way. */
export const followTabs = (renewal: Renew) => {
  renew = renewal;
  onTabs('session-ended', () => void askHere(askOnce));
  // Somebody else, perhaps.
  onTabs('signed-in', () => void (owner() && !asking && askWhoIsIn()));
  // Before Strapi's panel is there, so that it comes first.
  window.addEventListener('storage', (event) => {
    const isSignOut = event.isTrusted && event.key === IS_LOGGED_IN && event.newValue === null;
    if (!isSignOut || !owner()) return;
    event.stopImmediatePropagation();
    void askHere(signInAgain);
  });
};

/** A middleware that tells of each sign-in, once its token is where the other tabs look for it. */
export const tellSignIns = () => () => (next: (action: never) => unknown) => (action: never) => {
  const result = next(action);
  if ((action as { type?: string }).type === 'admin/login') tellTabs('signed-in');
  return result;
};

/**
 * The panel anew, with nothing of what it shows, for whoever the token is of. It is kept by Strapi's own action, as only
 * that knows the cookie's name and path. Nobody is asked about what was not saved: it is nobody's here any more.
 */
export const startAnew = (token: string) => {
  interruptSteps();
  window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), { capture: true });
  // The remembered user of this browser may be the former one.
  const persist = userOfToken(localStorage.getItem(REMEMBERED_TOKEN)) === userOfToken(token);
  if (!persist) localStorage.removeItem(REMEMBERED_TOKEN);
  dispatch({ type: 'admin/login', payload: { token, persist } });
  if (startPage) window.location.replace(startPage);
  else window.location.reload();
};
