import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import type { Browser, BrowserContext, Page } from 'playwright-core';

import { firstAdmin, sharedUrl, type Answer } from '../support';
import { theChromium } from '../support/chromium';
import { shared } from '../features/vocabulary';
import { collectNotifications, notificationsOn } from './notifications';

type Person = { email: string; password: string };
type Visit = {
  /** The address the person comes from, as a reverse proxy on the loopback would tell it. */
  from?: string;
  /** Whether by the server's name instead of its address, for which no browser has passkeys. */
  byName?: boolean;
  /** Which language they have chosen before. */
  language?: string;
  /** Whether the browser stays open for the tests that follow. */
  stays?: boolean;
};

/** Patience for one condition; a busy machine takes its time. */
const PATIENCE_MS = 20_000;

const isPlain = (visit: Visit) => Object.keys(visit).length === 0;

const LOGIN = '/admin/auth/login';
const WINDOW = { width: 1280, height: 800 };

/**
 * The panel of the worker's server, and browsers of people before it, each with nothing in it that another has left. To load
 * and begin the panel takes longer than most of what is done in it: it stays loaded from test to test, in the hands of the
 * same person or of another one; only a test that is tried once more begins with new browsers. When a test ends, nothing may
 * have gone wrong in any page without anybody catching it.
 */
export const thePanel = () => {
  let chromium: Browser | undefined;
  const errors: Error[] = [];
  /** What this test has opened for itself, which goes with it. */
  const open: BrowserContext[] = [];
  /** What this test was lent, and what the tests before have given back. */
  const lent: Page[] = [];
  const spare: Page[] = [];
  const atWork = new Map<string, Page>();
  const seen = new Set<string>();

  beforeAll(async () => {
    chromium = await theChromium();
  });
  beforeEach(async () => {
    const test = expect.getState().currentTestName ?? '';
    if (seen.has(test)) {
      const kept = [...atWork.values(), ...spare.splice(0)];
      atWork.clear();
      await Promise.all(kept.map((page) => page.context().close()));
    }
    seen.add(test);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((context) => context.close()));
    spare.push(...lent.splice(0));
    expect(errors.splice(0)).toEqual([]);
  });
  // What was opened in it is closed; the browser itself goes on.
  afterAll(() => chromium?.close());

  const aBrowserOf = async ({ from, byName = false, stays = false }: Visit): Promise<BrowserContext> => {
    const context = await (chromium as Browser).newContext({
      baseURL: byName ? sharedUrl().replace('127.0.0.1', 'localhost') : sharedUrl(),
      viewport: WINDOW,
      // Strapi's design system then shows at once what it would fade or slide in.
      reducedMotion: 'reduce',
      ...(from && { extraHTTPHeaders: { 'X-Forwarded-For': from } }),
    });
    context.setDefaultTimeout(PATIENCE_MS);
    await context.addInitScript(collectNotifications);
    context.on('page', (page) => page.on('pageerror', (error) => errors.push(error)));
    if (!stays) open.push(context);
    return context;
  };

  /** A browser whose panel stands at the login page with nobody in it, or a new one with no page open. */
  const anEmptyOne = async (): Promise<{ page: Page; isLoaded: boolean }> => {
    for (let page = spare.pop(); page; page = spare.pop()) {
      if (await becomeNobodys(page)) return { page, isLoaded: true };
      await page.context().close();
    }
    return { page: await (await aBrowserOf({ stays: true })).newPage(), isLoaded: false };
  };
  const aPanelOf = async (person: Person): Promise<Page> => {
    const { page, isLoaded } = await anEmptyOne();
    const token = await signIn(page.context(), person);
    if (isLoaded) {
      await dispatch(page, [{ type: 'admin/login', payload: { token, persist: false } }]);
      await follow(page, NOWHERE);
      await isNowhere(page, true);
    }
    return page;
  };
  const lend = (page: Page) => {
    lent.push(page);
    return page;
  };

  const visitorSignedIn = async (person: Person, visit: Visit = {}): Promise<Page> => {
    if (isPlain(visit)) return lend(await aPanelOf(person));
    const context = await aBrowserOf(visit);
    await signIn(context, person, visit.language);
    return context.newPage();
  };

  return {
    /** Somebody at their panel, who stays there from test to test. For tests of what the pages do. */
    atWork: async (person: Person = firstAdmin): Promise<Page> => {
      const page = atWork.get(person.email) ?? (await aPanelOf(person));
      atWork.set(person.email, page);
      await tidy(page);
      return page;
    },
    /** A browser that has never been here, at the login page or another address. */
    aVisitor: async ({ at = LOGIN, ...visit }: Visit & { at?: string } = {}): Promise<Page> => {
      if (isPlain(visit) && at.startsWith(LOGIN)) {
        const { page, isLoaded } = await anEmptyOne();
        await (isLoaded ? follow(page, at) : page.goto(at));
        return lend(page);
      }
      const page = await (await aBrowserOf(visit)).newPage();
      await page.goto(at);
      return page;
    },
    /** The browser of somebody who has signed in there before, with no page of theirs open yet. */
    visitorSignedIn,
    /** Signs somebody in from elsewhere, with nothing of the panel. */
    letsIn: async (person: Person) => void (await signIn(await aBrowserOf({}), person)),
  };
};

/** Takes from a browser the answers that a test has made up, and gives it back its window. */
const straighten = async (page: Page) => {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.setViewportSize(WINDOW);
  await page.emulateMedia({ colorScheme: 'light' });
};

/** Takes from a browser what a test has left there, and what the panel remembers of it. */
const tidy = async (page: Page) => {
  await straighten(page);
  if (!(await isAtWork(page))) return;
  await notificationsOn(page).forget();
  await page.evaluate(
    (kept) => {
      sessionStorage.clear();
      for (const key of Object.keys(localStorage)) if (!kept.includes(key)) localStorage.removeItem(key);
    },
    KEPT as readonly string[],
  );
};

/**
 * Takes from a browser whoever was signed in, and all that they have left: as by Strapi's own logout, with no word to the
 * server. Whether it worked: not where something of ours is open over the page.
 */
const becomeNobodys = async (page: Page): Promise<boolean> => {
  const isFree = (await page.locator('[data-gatehouse], [role=dialog], [role=alertdialog]').count()) === 0;
  if (!isFree || !page.url().includes('/admin')) return false;
  await straighten(page);
  await page.context().clearCookies();
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await dispatch(page, [
    { type: 'adminApi/resetApiState' },
    { type: 'admin/logout' },
    { type: 'admin/setLocale', payload: 'en' },
    { type: 'admin/setAppTheme', payload: 'system' },
  ]);
  await follow(page, NOWHERE);
  await untilAtTheLogin(page);
  await notificationsOn(page).forget();
  return true;
};

/** Leaves in a browser what the login page leaves there, without the page: a session of its own for each browser. */
const signIn = async (context: BrowserContext, { email, password }: Person, language = 'en') => {
  const deviceId = randomUUID();
  const answer = await context.request.post('/admin/login', { data: { email, password, deviceId } });
  const { data } = (await answer.json()) as Answer['body'];
  if (!data) throw new Error(`${email} could not sign in: ${await answer.text()}`);
  const { origin, hostname } = new URL(answer.url());
  const { cookies } = await context.storageState();
  await context.setStorageState({
    cookies: [...cookies, { ...SESSION_COOKIE, value: data.token, domain: hostname }],
    origins: [
      {
        origin,
        localStorage: [
          { name: IS_LOGGED_IN, value: 'true' },
          { name: DEVICE_ID, value: deviceId },
          { name: LANGUAGE, value: language },
        ],
      },
    ],
  });
  return data.token as string;
};
const KEPT = ['isLoggedIn', 'strapi.admin.deviceId', 'strapi-admin-language'] as const;
const [IS_LOGGED_IN, DEVICE_ID, LANGUAGE] = KEPT;
/** As Strapi's panel sets it (5.54, `admin/src/utils/cookies`). */
const SESSION_COOKIE = {
  name: 'jwtToken',
  path: '/admin',
  expires: -1,
  httpOnly: false,
  secure: false,
  sameSite: 'Lax',
} as const;

/** Fills in the login page and sends it. */
export const signInAs = async (page: Page, { email, password }: Person) => {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: false }).first().fill(password);
  const answered = page.waitForResponse((response) => response.url().endsWith('/admin/login'));
  await page.getByRole('button', { name: 'Login' }).click();
  await answered;
};

/** What a page comes to show: asked again until it is so, for as long as one condition may take. */
export const untilItIs = async (look: () => Promise<unknown>, expected: unknown) => {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (isDeepStrictEqual(seen, expected) || Date.now() > end) return expect(seen).toEqual(expected);
    await setTimeout(50);
  }
};

export const untilIn = (page: Page) => page.getByRole('link', { name: 'Content Manager' }).first().waitFor();

export const untilRefused = (page: Page) => page.getByText('Invalid credentials').waitFor();

export const untilAtTheLogin = (page: Page) => page.waitForURL(/\/admin\/auth\/login/);

const addressOf = (path: string) => `/admin/plugins/gatehouse/${path}`;

/** Loads the panel, begun anew, at a page of the plugin. */
export const load = (page: Page, path: string) => page.goto(addressOf(path));

/** Opens a page of the plugin by its address, in the panel that is open in the browser, if there is one. */
export const visit = async (page: Page, path: string) => {
  if (!(await isAtWork(page))) return void (await load(page, path));
  // What is open is left first: it may be the page that is asked for.
  await follow(page, NOWHERE);
  await enter(page, addressOf(path));
};

/** Opens the page that is open once more, by its address and with what the server says now. */
export const reopen = async (page: Page) => {
  const address = page.url();
  await follow(page, NOWHERE, 'replaceState');
  await enter(page, address);
};

const NOWHERE = '/admin/nowhere';
const enter = async (page: Page, address: string) => {
  await isNowhere(page, true);
  await forgetAnswers(page);
  await follow(page, address, 'replaceState');
  await isNowhere(page, false);
};

type Store = { dispatch: (action: object) => void; getState: () => { adminApi: { provided: object } } };
/** The panel's store, found where React keeps what the provider was given. */
const theStore = (page: Page) =>
  page.evaluateHandle((): Store => {
    type Fiber = { memoizedProps: { store?: Store } | null; child: Fiber | null };
    const root = document.getElementById('strapi') as unknown as Record<string, Fiber>;
    let fiber: Fiber | null | undefined =
      root[Object.keys(root).find((key) => key.startsWith('__reactContainer$')) ?? ''];
    while (fiber && !fiber.memoizedProps?.store) fiber = fiber.child;
    const store = fiber?.memoizedProps?.store;
    if (!store) throw new Error('No store in the panel');
    return store;
  });

const dispatch = async (page: Page, actions: object[]) =>
  (await theStore(page)).evaluate((store, happened) => {
    for (const action of happened) store.dispatch(action);
  }, actions);

/**
 * Has the panel ask anew for whatever of Gatehouse it has asked for: tests change things past it, and RTK Query keeps an
 * answer for a minute.
 */
const forgetAnswers = async (page: Page) =>
  (await theStore(page)).evaluate((store) => {
    const tags = Object.keys(store.getState().adminApi.provided);
    const payload = tags.filter((tag) => tag.startsWith('Gatehouse'));
    store.dispatch({ type: 'adminApi/invalidateTags', payload });
  });

/** Whether Strapi says that there is no such page, for which it asks the server nothing, and offers the way home. */
const isNowhere = (page: Page, isTrue: boolean) =>
  page.waitForFunction(
    (wanted) => (document.querySelector('main a[href="/admin"], main a[href="/admin/"]') !== null) === wanted,
    isTrue,
  );

/** Goes to an address as if the browser's buttons led there, which asks nobody about what was not saved. */
const follow = (page: Page, address: string, change: 'pushState' | 'replaceState' = 'pushState') =>
  page.evaluate(
    ([to, how]) => {
      history[how](null, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
    },
    [address, change] as const,
  );

/** Whether the panel is open in a page, past the login. */
const isAtWork = (page: Page) =>
  page.evaluate(() => document.querySelector('nav a[href="/admin/content-manager"]') !== null);

/** Picks from the actions of a user in the list. */
export const pickInRow = async (page: Page, name: string, action: string) => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
};

/** Picks from the actions of the user whose page is open. */
export const pickAction = async (page: Page, action: string) => {
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
};

/** The dialog that is open, whichever kind it is. */
export const theDialog = (page: Page) => page.getByRole('dialog').or(page.getByRole('alertdialog'));

export const confirm = (page: Page, button: string) =>
  theDialog(page).getByRole('button', { name: button, exact: true }).click();

/** What Strapi's notification says, be it still there or closed by itself meanwhile. */
export const untilTold = async (page: Page, text: string) => {
  const end = Date.now() + PATIENCE_MS;
  while (!(await notificationsOn(page).take(text))) {
    if (Date.now() > end) return expect(await notificationsOn(page).all()).toContain(text);
    await setTimeout(50);
  }
};

/** The row of the list that holds a text. */
export const rowWith = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

type Wishes = { firstname: string; lastname: string; userName?: string; role?: string };

/** A user of the directory who has not been let in yet; gives the id. */
export const aDirectoryUser = async ({ role = 'strapi-editor', ...names }: Wishes) => {
  const email = `${names.firstname}.${names.lastname}@example.test`.toLowerCase();
  const body = { ...names, email, roles: [await shared.roleId(role)] };
  return (await shared.setUp('POST', '/users', body, 201)).body.data.id as number;
};
