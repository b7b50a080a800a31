import Bowser from 'bowser';

const SHORT_NAMES: Record<string, string> = {
  'Microsoft Edge': 'Edge',
  'Samsung Internet for Android': 'Samsung Internet',
  'Chrome OS': 'ChromeOS',
};
const shortNameOf = (name: string) => SHORT_NAMES[name] ?? name;

/**
 * A user agent in a few recognisable words; one without a browser engine is left as it is. It is whatever the
 * client claims to be, and is only ever displayed.
 * @example describeClient('Mozilla/5.0 (X11; Linux x86_64) … Chrome/120.0.0.0 …') === 'Chrome 120, Linux'
 */
export const describeClient = (userAgent: string): string => {
  const { browser, engine, os } = Bowser.parse(userAgent);
  if (!engine.name || !browser.name || !browser.version) return userAgent;
  const [majorVersion] = browser.version.split('.');
  const name = `${shortNameOf(browser.name)} ${majorVersion}`;
  return os.name ? `${name}, ${shortNameOf(os.name)}` : name;
};
