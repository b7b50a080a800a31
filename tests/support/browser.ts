/** What a browser remembers between requests: its cookies by name. */
export type Browser = { cookies: Map<string, string> };

/** A browser that has never been here. */
export const aBrowser = (): Browser => ({ cookies: new Map() });

export const sendCookies = ({ cookies }: Browser): Record<string, string> =>
  cookies.size === 0 ? {} : { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };

export const keepCookies = ({ cookies }: Browser, headers: Headers): void => {
  for (const line of headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const expires = /;\s*expires=([^;]+)/i.exec(line)?.[1];
    if (!name) {
      continue;
    }
    if (!value || (expires && Date.parse(expires) <= Date.now())) {
      cookies.delete(name);
    } else {
      cookies.set(name, value);
    }
  }
};
