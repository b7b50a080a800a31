import { getFetchClient } from '@strapi/strapi/admin';

import { dispatch, owner, type Owner } from '../../../api/panel-store';
import { userOfToken } from '../../../api/token-user';
import { lastFocused, returnFocusOnceEnabled } from './last-focus';
import { beginStep, endStepsOfSession, interruptSteps, resumeSteps } from './steps';
import { onTabs, tellTabs } from './tabs';

/** Strapi's keys (5.54, `admin/src/reducer`): whether somebody is signed in, and the remembered token. */
const IS_LOGGED_IN = 'isLoggedIn';
const REMEMBERED_TOKEN = 'jwtToken';

/** How long a page is kept for somebody who does not return to it. */
const WAIT_MS = 60 * 60_000;

type Renew = () => Promise<string | null>;

let asking: Promise<string | null> | undefined;
let startPage: string | undefined;
let renew: Renew = () => Promise.resolve(null);

/** The panel's start page, which only its router knows. */
export const setStartPage = (address: string) => {
  startPage = address;
};

/** Whether the person wanted to stay signed in after closing the browser. */
export const isRemembered = () => localStorage.getItem(REMEMBERED_TOKEN) !== null;

/**
 * Asks the person at work to sign in over the page, once for all requests that wait. Returns the new token;
 * null if they left or did not return.
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
    /** The page is kept only for its user: if another one has signed in, the panel restarts. */
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
    // Signing out in another tab has removed it.
    localStorage.setItem(IS_LOGGED_IN, 'true');
    tellTabs('signed-in');
    void returnFocusOnceEnabled(opener)(new Event('close'));
  } else {
    endStepsOfSession();
    leaveAsStrapiDoes();
  }
  return token;
};

/** What Strapi hears when another tab signs out: it forgets everything and goes to the login page. */
const leaveAsStrapiDoes = () =>
  window.dispatchEvent(new StorageEvent('storage', { key: IS_LOGGED_IN, newValue: null }));

/** For sessions that ended without a request of this tab; its next request finds the new token. */
const askHere = async (how: typeof signInAgain) => {
  const user = owner();
  if (user && !asking && (await how(user))) await askWhoIsIn();
};
/** Any request will do: it tells which user is signed in to the browser by now. */
const askWhoIsIn = () =>
  getFetchClient()
    .get('/admin/users/me')
    .catch(() => undefined);

/** For sessions that end in other tabs: by a sign-out, when Strapi would leave the page, or otherwise. */
export const followTabs = (renewal: Renew) => {
  renew = renewal;
  onTabs('session-ended', () => void askHere(askOnce));
  // Possibly as another user.
  onTabs('signed-in', () => void (owner() && !asking && askWhoIsIn()));
  // Registered before Strapi's panel starts, so that it runs first.
  window.addEventListener('storage', (event) => {
    const isSignOut = event.isTrusted && event.key === IS_LOGGED_IN && event.newValue === null;
    if (!isSignOut || !owner()) return;
    event.stopImmediatePropagation();
    void askHere(signInAgain);
  });
};

/** A middleware that announces each sign-in, once its token is where the other tabs look for it. */
export const tellSignIns = () => () => (next: (action: never) => unknown) => (action: never) => {
  const result = next(action);
  if ((action as { type?: string }).type === 'admin/login') tellTabs('signed-in');
  return result;
};

/**
 * Restarts the panel, with nothing it shows, for the token's user. Strapi's own action stores the token: only
 * it knows the cookie's name and path. Nobody is asked about unsaved input: its author is gone.
 */
export const startAnew = (token: string) => {
  interruptSteps();
  window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), { capture: true });
  // The browser may still remember the former user.
  const persist = userOfToken(localStorage.getItem(REMEMBERED_TOKEN)) === userOfToken(token);
  if (!persist) localStorage.removeItem(REMEMBERED_TOKEN);
  dispatch({ type: 'admin/login', payload: { token, persist } });
  if (startPage) window.location.replace(startPage);
  else window.location.reload();
};
