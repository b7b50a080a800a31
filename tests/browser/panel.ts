import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import type { Browser, Page } from 'playwright-core';

import { startStrapi, type Server } from '../support';
import { openChromium } from '../support/chromium';

type Person = { email: string; password: string };
type Visit = {
  /** The address the person comes from, as a reverse proxy on the loopback would tell it. */
  from?: string;
  /** Whether by the server's name instead of its address, for which no browser has passkeys. */
  byName?: boolean;
};

/** Patience for one condition; a busy machine takes its time. */
const PATIENCE_MS = 20_000;

/** A server with its panel, and browsers of people before it. */
export const openThePanel = async () => {
  const [server, chromium] = await Promise.all([startStrapi(), openChromium()]);
  return { server, ...visitsTo(server, chromium) };
};
export type Panel = Awaited<ReturnType<typeof openThePanel>>;

const visitsTo = (server: Server, chromium: Browser) => {
  const errors: Error[] = [];

  /** A browser that has never been here, at the login page. */
  const aVisitor = async ({ from, byName = false }: Visit = {}): Promise<Page> => {
    const context = await chromium.newContext({
      baseURL: byName ? `http://localhost:${server.port}` : server.url,
      viewport: { width: 1280, height: 800 },
      ...(from && { extraHTTPHeaders: { 'X-Forwarded-For': from } }),
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error));
    await page.goto('/admin/auth/login');
    return page;
  };

  return {
    aVisitor,
    /** Somebody who came in through the login page. */
    visitorSignedIn: async (person: Person, visit?: Visit) => {
      const page = await aVisitor(visit);
      await signInAs(page, person);
      await untilIn(page);
      return page;
    },
    /** What went wrong in any page without anybody catching it. */
    errors: () => errors,
    close: async () => {
      await chromium.close();
      await server.stop();
    },
  };
};

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

/** Strapi's notification, which also closes by itself. */
export const untilTold = (page: Page, text: string) =>
  page.getByText(text, { exact: true }).first().waitFor();

/** The row of the list that holds a text. */
export const rowWith = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

type Wishes = { firstname: string; lastname: string; userName?: string; role?: string };

/** A user of the directory who has not been let in yet; gives the id. */
export const aDirectoryUser = async (
  { http, superAdmin }: Server,
  { role = 'strapi-editor', ...names }: Wishes,
) => {
  const token = await superAdmin();
  const { body: roles } = await http.get('/gatehouse/roles', { token });
  const roleId = roles.data.find(({ code }: { code: string }) => code === role).id as number;
  const email = `${names.firstname}.${names.lastname}@example.test`.toLowerCase();
  const { status, body } = await http.post('/gatehouse/users', {
    token,
    body: { ...names, email, roles: [roleId] },
  });
  if (status !== 201) throw new Error(`The user could not be added: ${JSON.stringify(body)}`);
  return body.data.id as number;
};
