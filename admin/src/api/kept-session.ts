import type { Owner } from './panel-store';
import { userOfToken } from './token-user';

type Fetch = typeof window.fetch;
type Options = {
  backendUrl: string;
  /** The user whose pages the panel shows, if anybody is signed in. */
  owner: () => Owner | null;
  /** Asks them to sign in over the page, once for all requests that wait; null if they did not. */
  signInAgain: (who: Owner) => Promise<string | null>;
  /** Reloads the panel for another user who has signed in to this browser meanwhile. */
  startAnew: (token: string) => void;
};

/**
 * `fetch` for a session that ends while somebody is at work. On a 401, Strapi's client renews the session
 * (`/admin/access-token`) while the refused requests wait; if that fails, Strapi goes to the login page, and
 * unsaved input is lost. So the person is asked to sign in instead, and the client gets the new token as if
 * the session had been renewed: it stores the token in place of the old one and sends the refused requests
 * again. Before there is anything to lose, and after a sign-out, Strapi's own answer is passed on.
 */
export const withKeptSession = (
  send: Fetch,
  { backendUrl, owner, signInAgain, startAnew }: Options,
): Fetch => {
  const home = new URL(`${backendUrl}/`).href;
  const renewal = renewalAt(backendUrl);
  const endUsers = `${home}api/`;

  /** What one user typed is never sent as another user. */
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
    // Strapi also treats no answer at all as the end of the session.
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
    // Strapi's client sends the browser's current token, which another tab may have set.
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    const token = headers.get('Authorization')?.replace(/^Bearer /, '') ?? null;
    return isAnothers(token, owner()) ? leaveTo(token) : send(input, init);
  };
};

/** Renews the session as Strapi's client does; null if there is none. */
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
