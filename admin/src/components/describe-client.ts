const BROWSERS: readonly [name: string, mark: RegExp][] = [
  ['Edge', /\bEdgA?\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+)[\d.]*.* Safari\//],
];
const SYSTEMS: readonly [name: string, mark: RegExp][] = [
  ['Windows', /\bWindows\b/],
  ['Android', /\bAndroid\b/],
  ['iOS', /\b(?:iPhone|iPad|iPod)\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
];

/**
 * A user agent in the few words that help to recognise it; what is no browser stays as it is.
 * It is whatever the client says of itself, and only ever shown.
 * @example describeClient('Mozilla/5.0 (X11; Linux x86_64) … Chrome/120.0.0.0 …') === 'Chrome 120, Linux'
 */
export const describeClient = (userAgent: string): string => {
  const browser = BROWSERS.map(([name, mark]) => ({ name, version: mark.exec(userAgent)?.[1] })).find(
    ({ version }) => version !== undefined,
  );
  if (!browser) return userAgent;
  const system = SYSTEMS.find(([, mark]) => mark.test(userAgent))?.[0];
  return [`${browser.name} ${browser.version}`, system].filter(Boolean).join(', ');
};
