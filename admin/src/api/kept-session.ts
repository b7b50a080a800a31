import type { Owner } from './panel-store';
import { userOfToken } from './token-user';

type Fetch = typeof window.fetch;
type Options = {
  backendUrl: string;
  /** Whose pages the panel shows, if anybody's. */
  owner: () => Owner | null;
  /** Has them sign in again over the page, once for all that wait; null: they did not. */
  signInAgain: (who: Owner) => Promise<string | null>;
  /** The browser is somebody else's by now: loads the panel anew for them. */
  startAnew: (token: string) => void;
};

/**
 * `fetch` for a session that ends while somebody is at work. All of the panel that is refused with a 401 has Strapi's
 * client renew the session (`/admin/access-token`) and waits for it; where that fails, Strapi leads to the login page,
 * and what stands in a form is lost. So whoever is at work is asked to sign in, and the client is answered with the new
 * token as if the session had been renewed: it keeps it where the former was and sends what was refused once more.
 * Before there is anything to lose, and after a sign-out, Strapi's own answer stands.
 */
export const withKeptSession = (
  send: Fetch,
  { backendUrl, owner, signInAgain, startAnew }: Options,
): Fetch => {
  const home = new URL(`${backendUrl}/`).href;
  const renewal = renewalAt(backendUrl);
  const endUsers = `${home}api/`;

  /** What was typed for one is never sent as by another. */
  const leaveTo = (token: string): Promise<never> => {
    startAnew(token);
    return new Promise(() => undefined);
  };
  const isAnothers = (token: string | null, who: Owner | null): token is string => {
    const user = userOfToken(token);
    return user !== null && who !== null && user !== who.id;
  };

  const keep = async (input: RequestInfo | URL, init?: RequestInit) => {
    const who = owner();
    if (!who) return send(input, init);
    // Strapi takes no answer at all for the end of the session, too.
    const answer = await send(input, init).catch(() => Response.error());
    if (answer.ok) {
      const renewed = await tokenIn(answer.clone());
      return isAnothers(renewed, who) ? leaveTo(renewed) : answer;
    }
    const token = await signInAgain(who);
    return token ? Response.json({ data: { token } }) : answer;
  };

  return (input, init) => {
    const url = input instanceof Request ? input.url : new URL(input, window.location.href).href;
    if (url === renewal) return keep(input, init);
    if (!url.startsWith(home) || url.startsWith(endUsers)) return send(input, init);
    // Strapi's client takes the token that the browser has by now, which another tab may have put there.
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    const token = headers.get('Authorization')?.replace(/^Bearer /, '') ?? null;
    return isAnothers(token, owner()) ? leaveTo(token) : send(input, init);
  };
};

/** Renews the session as Strapi's client does; null where there is none. */
export const renewBy = (send: Fetch, backendUrl: string) => async (): Promise<string | null> => {
  try {
    return await tokenIn(await send(renewalAt(backendUrl), { method: 'POST', credentials: 'include' }));
  } catch {
    return null;
  }
};

const renewalAt = (backendUrl: string) => new URL(`${backendUrl}/admin/access-token`).href;

const tokenIn = async (answer: Response): Promise<string | null> => {
  if (!answer.ok) return null;
  const body = (await answer.json().catch(() => null)) as { data?: { token?: unknown } } | null;
  return typeof body?.data?.token === 'string' ? body.data.token : null;
};
