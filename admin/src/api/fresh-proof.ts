import { PLUGIN_ID } from '../../../shared/constants';
import { stepUp } from '../../../shared/contracts/me';
import { refusalOf } from './refusal';

type Fetch = typeof window.fetch;
type Options = {
  /** Where the server is. Nobody else is believed that a proof is needed. */
  backendUrl: string;
  /** Asks the person; false: they gave none. */
  ask: () => Promise<boolean>;
};

/**
 * `fetch` for what an open session alone may not be enough for: where the server asks for a fresh proof, so is the person,
 * and the same request is sent once more. It stands before all that the panel sends, as pages of Strapi and of other
 * plugins are asked as ours are; whoever sent it never notices. An access token that has run out meanwhile is nothing to
 * see to here: Strapi's client is handed the 401, renews it and sends the request anew.
 */
export const withFreshProof = (send: Fetch, { backendUrl, ask }: Options): Fetch => {
  const home = new URL(`${backendUrl}/`).href;
  // For which all others wait.
  const theProof = `${home}${PLUGIN_ID}${stepUp.path}`;
  let proofs = 0;
  let asking: Promise<boolean> | undefined;
  /** Once for all that wait for it. */
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
    // A stream can be sent but once.
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

/** What the server says where it asks for a proof. */
const refusalIn = async (answer: Response): Promise<object | null> => {
  if (answer.status !== 403) return null;
  const body = (await answer
    .clone()
    .json()
    .catch(() => null)) as { error?: object } | null;
  return body?.error && refusalOf(body.error).code === 'STEP_UP_REQUIRED' ? body.error : null;
};

/** As `fetch` itself, which then waits for nothing any more. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );

let words: string | undefined;
/** What is told of a request that no proof was given for: Strapi's pages show what the server says, which is English. */
export const setUnprovedText = (text: string) => {
  words = text;
};

const inWords = async (answer: Response): Promise<Response> => {
  const error = await refusalIn(answer);
  if (!error || !words) return answer;
  return new Response(JSON.stringify({ data: null, error: { ...error, message: words } }), answer);
};
