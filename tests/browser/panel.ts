import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import type { Browser, BrowserContext, Page } from 'playwright-core';

import { sharedUrl, type Answer } from '../support';
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

/**
 * The panel of the worker's server, and browsers of people before it: each has nothing in it that another has left, and is
 * closed when the test ends. Then nothing may have gone wrong in any page without anybody catching it.
 */
export const thePanel = () => {
  let chromium: Browser | undefined;
  const errors: Error[] = [];
  const open: BrowserContext[] = [];

  beforeAll(async () => {
    chromium = await theChromium();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((context) => context.close()));
    expect(errors.splice(0)).toEqual([]);
  });
  // What was opened in it is closed; the browser itself goes on.
  afterAll(() => chromium?.close());

  const aBrowserOf = async ({ from, byName = false, stays = false }: Visit): Promise<BrowserContext> => {
    const context = await (chromium as Browser).newContext({
      baseURL: byName ? sharedUrl().replace('127.0.0.1', 'localhost') : sharedUrl(),
      viewport: { width: 1280, height: 800 },
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

  return {
    /** A browser that has never been here, at the login page. */
    aVisitor: async (visit: Visit = {}): Promise<Page> => {
      const page = await (await aBrowserOf(visit)).newPage();
      await page.goto('/admin/auth/login');
      return page;
    },
    /** The browser of somebody who has signed in there before, with no page of the panel open yet. */
    visitorSignedIn: async (person: Person, visit: Visit = {}): Promise<Page> => {
      const context = await aBrowserOf(visit);
      await signIn(context, person, visit.language);
      return context.newPage();
    },
  };
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
          { name: 'isLoggedIn', value: 'true' },
          { name: 'strapi.admin.deviceId', value: deviceId },
          { name: 'strapi-admin-language', value: language },
        ],
      },
    ],
  });
};
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

/** Opens a page of the plugin by its address. */
export const visit = (page: Page, path: string) => page.goto(`/admin/plugins/gatehouse/${path}`);

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
