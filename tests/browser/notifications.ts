import type { Page } from 'playwright-core';

type Collecting = { notifications: string[][] };

/** Runs in every page before it does: keeps the texts of each of Strapi's notifications, which close by themselves. */
export const collectNotifications = () => {
  const { notifications } = Object.assign(globalThis, { notifications: [] } as Collecting);
  const textsIn = (element: Element) =>
    [element, ...element.querySelectorAll('*')].map((part) => part.textContent ?? '');
  const keep = (element: Element) => {
    const toasts = element.matches('[data-sonner-toast]')
      ? [element]
      : element.querySelectorAll('[data-sonner-toast]');
    for (const toast of toasts) notifications.push(textsIn(toast));
  };
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes) if (node instanceof Element) keep(node);
  }).observe(document, { childList: true, subtree: true });
};

/** What the open page has told since it was loaded. */
export const notificationsOn = (page: Page) => ({
  /** Whether one said exactly this; each answers once. */
  take: (text: string) =>
    page.evaluate((wanted) => {
      const { notifications } = globalThis as unknown as Collecting;
      const at = notifications.findIndex((texts) => texts.includes(wanted));
      return at >= 0 && notifications.splice(at, 1).length === 1;
    }, text),
  /** The texts of those that nobody has asked for. */
  all: () => page.evaluate(() => (globalThis as unknown as Collecting).notifications.flat()),
  forget: () => page.evaluate(() => void (globalThis as unknown as Collecting).notifications.splice(0)),
});
