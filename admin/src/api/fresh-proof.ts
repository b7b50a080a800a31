import { PLUGIN_ID } from '../../../shared/constants';
import { stepUp } from '../../../shared/contracts/me';
import { refusalOf } from './refusal';

type Fetch = typeof window.fetch;
type Options = {
  /** The server's address. No other server can ask for a step-up. */
  backendUrl: string;
  /** Asks the person to step up; false if they did not. */
  ask: () => Promise<boolean>;
};

/**
 * `fetch` for requests that an open session may not be enough for: if the server asks for a step-up, so does
 * the panel, and the same request is sent again. It wraps everything the panel sends, as pages of Strapi and
 * other plugins need step-ups too; callers notice nothing. Access tokens that expire meanwhile need no care
 * here: Strapi's client gets the 401, renews the token and sends the request again.
 */
export const withFreshProof = (send: Fetch, { backendUrl, ask }: Options): Fetch => {
  const home = new URL(`${backendUrl}/`).href;
  // The step-up itself, which the refused requests wait for.
  const theProof = `${home}${PLUGIN_ID}${stepUp.path}`;
  let proofs = 0;
  let asking: Promise<boolean> | undefined;
  /** One prompt for all requests that wait. */
  const prove = () =>
    (asking ??= ask()
      .then((isProved) => {
        if (isProved) proofs += 1;
        return isProved;
      })
      .finally(() => (asking = undefined)));

  return async (input, init) => {
    const request = input instanceof Request ? input : new Request(input);
    const isAsked = request.url.startsWith(home) && request.url !== theProof;
    // A stream can be sent only once.
    if (!isAsked || init?.body instanceof ReadableStream) return send(input, init);

    const again = input instanceof Request ? input.clone() : input;
    const proofsBefore = proofs;
    const answer = await send(input, init);
    if (!(await refusalIn(answer))) return answer;
    const signal = init?.signal ?? request.signal;
    signal.throwIfAborted();
    const isProved = proofs > proofsBefore || (await Promise.race([prove(), untilAborted(signal)]));
    return inWords(isProved ? await send(again, init) : answer);
  };
};

/** The server's error if it asks for a step-up; null for any other answer. */
const refusalIn = async (answer: Response): Promise<object | null> => {
  if (answer.status !== 403) return null;
  const body = (await answer
    .clone()
    .json()
    .catch(() => null)) as { error?: object } | null;
  return body?.error && refusalOf(body.error).code === 'STEP_UP_REQUIRED' ? body.error : null;
};

/** Rejects as soon as the request is aborted, as `fetch` does. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );

let words: string | undefined;
/** The message if there was no step-up: Strapi's pages show the server's, which is in English. */
export const setUnprovedText = (text: string) => {
  words = text;
};

const inWords = async (answer: Response): Promise<Response> => {
  const error = await refusalIn(answer);
  if (!error || !words) return answer;
  return new Response(JSON.stringify({ data: null, error: { ...error, message: words } }), answer);
};
