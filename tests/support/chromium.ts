import { chromium, type Browser, type BrowserServer } from 'playwright-core';

import { askHall } from './ask-hall';

/** Starts the Chromium that the run has found. It speaks to the loopback alone, and asks nobody for updates. */
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
      // Chromium refuses its sandbox to root, which is whom a CI container often runs as.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });

/** The Chromium that the files of this worker share; whoever is done closes what they opened in it, not the browser. */
export const theChromium = async (): Promise<Browser> => {
  const { endpoint } = await askHall<{ endpoint: string }>('/chromium');
  return chromium.connect(endpoint);
};
