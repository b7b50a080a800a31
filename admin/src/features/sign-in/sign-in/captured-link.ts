/** A link from a mail, taken out of the URL. */
export type CapturedLink = { token: string };

/** Strapi's pages for invitations and resets, and the name of the token in each one's fragment. */
const PAGES: Readonly<Record<string, string>> = { register: 'registrationToken', 'reset-password': 'code' };

/**
 * Takes a link's token out of the URL before Strapi's router reads it: it must not stay in the browser's
 * history, and Strapi's own pages, which look for it in the query, would send the person elsewhere. The URL
 * left behind is the login page's, where the person goes on afterwards.
 */
export const captureLink = (): CapturedLink | null => {
  const { pathname, hash } = window.location;
  const [, root, page] = /^(.*\/auth)\/([a-z-]+)\/?$/.exec(pathname) ?? [];
  const name = PAGES[page ?? ''];
  const token = name && new URLSearchParams(hash.slice(1)).get(name);
  if (!token) return null;
  window.history.replaceState(null, '', `${root}/login`);
  return { token };
};
