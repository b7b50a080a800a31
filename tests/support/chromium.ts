import { chromium, type Browser, type BrowserServer } from 'playwright-core';

import { askHall } from './ask-hall';

/** Starts the Chromium found for this run. It talks only to the loopback, and checks for no updates. */
export const launchChromium = (): Promise<BrowserServer> =>
  chromium.launchServer({
    executablePath: process.env.CHROMIUM_PATH,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      // Chromium refuses its sandbox to root, and CI containers often run as root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });

/** The Chromium shared by this worker's files; callers close what they opened in it, not the browser. */
export const theChromium = async (): Promise<Browser> => {
  const { endpoint } = await askHall<{ endpoint: string }>('/chromium');
  return chromium.connect(endpoint);
};
