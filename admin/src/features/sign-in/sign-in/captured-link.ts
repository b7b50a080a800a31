/** A link from a mail, taken out of the address. */
export type CapturedLink = { token: string };

/** Strapi's pages for invitations and resets, and what the token is called in the fragment of each. */
const PAGES: Readonly<Record<string, string>> = { register: 'registrationToken', 'reset-password': 'code' };

/**
 * Takes the token of a link out of the address at first sight, before Strapi's router reads it: it must not stay in the
 * history of the browser, and Strapi's own pages, which look for it in the query, would send the person elsewhere.
 * What is left in the address is the login page, to go on to when all is done.
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
