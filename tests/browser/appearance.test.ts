import type { Page } from 'playwright-core';

import en from '../../admin/src/translations/en.json';
import { firstAdmin } from '../support';
import { accessibilityProblems, inSystemTheme } from './accessibility';
import { openThePanel, type Panel, visit } from './panel';
import { peopleToLookAt, SCREENS, type Screen, type Texts, untilStill } from './screens';

let panel: Panel;
let page: Page;
let ids: Awaited<ReturnType<typeof peopleToLookAt>>;

beforeAll(async () => {
  panel = await openThePanel();
  ids = await peopleToLookAt(panel);
  page = await panel.visitorSignedIn(firstAdmin);
  // What was typed to look at it is let go.
  page.on('dialog', (dialog) => void dialog.accept());
});
afterAll(() => panel?.close());

const t: Texts = (id) => (en[id].split('{')[0] ?? '').trim();

const show = async ({ path, open }: Screen) => {
  await visit(page, path(ids));
  await untilStill(page);
  await open?.(page, t);
  await untilStill(page);
};

/** Keeps a picture to look at, where somebody wants one: `SCREENSHOTS=folder`. */
const keep = async (name: string) => {
  const folder = process.env.SCREENSHOTS;
  if (folder)
    await page.screenshot({ path: `${folder}/${name.replace(/\W+/g, '-')}.png`, animations: 'disabled' });
};

/** What reaches out of the window to the right, and nobody can scroll to. */
const cutOff = () =>
  page.evaluate(() => {
    const isScrolled = (element: Element | null): boolean =>
      element !== null &&
      element !== document.body &&
      (/auto|scroll|hidden/.test(getComputedStyle(element).overflowX) || isScrolled(element.parentElement));
    const parts = document.querySelectorAll('main, [role=dialog], [role=alertdialog]');
    return [...parts]
      .flatMap((part) =>
        [...part.querySelectorAll('button, a, input, h1, h2, label, p, td, [role=tab]')].filter((element) => {
          const { right, left, width } = element.getBoundingClientRect();
          return width > 1 && (right > innerWidth + 1 || left < -1) && !isScrolled(element.parentElement);
        }),
      )
      .map((element) => `${element.tagName}: ${element.textContent?.slice(0, 60)}`);
  });
const pageScrollsSideways = () =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The narrow one first: what is opened has to be within reach there. */
const WINDOWS = [
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
];
const THEMES = ['light', 'dark'] as const;

const layers = () => page.locator('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]').count();

// One visit for all there is to ask of a screen: Strapi follows the window and the system's colours while it is open.
describe.each(SCREENS.map((screen) => [screen.name, screen] as const))('%s', (name, screen) => {
  let opened: number;
  beforeAll(async () => {
    await page.setViewportSize(WINDOWS[0] as { width: number; height: number });
    await page.emulateMedia({ colorScheme: 'light' });
    await show(screen);
    opened = await layers();
  });
  afterEach(async () => expect(await layers()).toBe(opened));

  it.each(WINDOWS)('stays within the window at $width × $height', async (size) => {
    await page.setViewportSize(size);
    await untilStill(page);
    await keep(`${size.width} ${name}`);

    expect(await cutOff()).toEqual([]);
    expect(await pageScrollsSideways()).toBeLessThanOrEqual(0);
  });

  it.each(THEMES)('has nothing against it by axe in %s', async (theme) => {
    await inSystemTheme(page, theme);
    await keep(`${theme} ${name}`);
    // What is pointed at has Strapi's own colours for that.
    await page.mouse.move(0, 0);

    const dialog = page.locator('[role=dialog], [role=alertdialog]');
    expect(
      await accessibilityProblems(
        page,
        (await dialog.count()) > 0 ? '[role=dialog], [role=alertdialog]' : 'main',
      ),
    ).toEqual([]);
  });
});

it('lets nothing go wrong unnoticed', () => {
  expect(panel.errors()).toEqual([]);
});
