/** @jest-environment node */
import { setUnprovedText, withFreshProof } from '../../admin/src/api/fresh-proof';

const HOME = 'https://panel.example.test';
const A_USER = `${HOME}/admin/users/7`;
const IN_WORDS = 'Nichts wurde getan.';

const refusal = (code: string) =>
  Response.json(
    { data: null, error: { status: 403, name: 'PolicyError', message: 'In English', details: { code } } },
    { status: 403 },
  );
const ASKS = () => refusal('STEP_UP_REQUIRED');
const GRANTS = () => Response.json({ data: 'done' });

/** What a request was made of, as the server sees it. */
const seen = async (request: Request) => ({
  url: request.url,
  method: request.method,
  headers: Object.fromEntries(request.headers),
  body: await request.text(),
});

/** A server that answers as told, one request after the other, and somebody who is asked and answers when they are told. */
const aPanel = (...answers: ((request: Request) => Response | Promise<Response>)[]) => {
  const sent: Awaited<ReturnType<typeof seen>>[] = [];
  const asked: ((isProved: boolean) => void)[] = [];
  let answered = 0;
  const server: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const answer = answers.shift() ?? GRANTS;
    sent.push(await seen(request.clone()));
    return answer(request);
  };
  const ask = () => new Promise<boolean>((resolve) => asked.push(resolve));
  return {
    sent,
    asked,
    fetch: withFreshProof(server, { backendUrl: HOME, ask }),
    /** Answers as soon as somebody is asked and nothing is on its way any more. */
    answer: async (isProved: boolean) => {
      while (asked.length === answered) await settled();
      answered = asked.length;
      await settled();
      asked.at(-1)?.(isProved);
    },
  };
};
/** Until all has happened that waits for nobody. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
const codeOf = async (answer: Response) => (await answer.json()).error.details.code as string;

beforeEach(() => setUnprovedText(IN_WORDS));

const json = { 'Content-Type': 'application/json', Authorization: 'Bearer one' };
const aForm = () => {
  const form = new FormData();
  form.append('name', 'Ada');
  form.append('file', new Blob(['pixels'], { type: 'image/png' }), 'ada.png');
  return form;
};
const without = (boundary: RegExp, request: object | undefined) =>
  JSON.stringify(request).replace(boundary, '-boundary-');

describe('the same request is sent once more when a proof was given', () => {
  it.each<[string, RequestInfo | URL, RequestInit?]>([
    ['a GET', A_USER, { headers: json }],
    ['a GET without anything', new URL(A_USER)],
    ['a PUT with a text', A_USER, { method: 'PUT', headers: json, body: '{"password":"Another-Horse-8"}' }],
    ['a POST with a form and a file', A_USER, { method: 'POST', body: aForm() }],
    ['a DELETE', A_USER, { method: 'DELETE', headers: json }],
    ['bytes', A_USER, { method: 'POST', body: new Uint8Array([104, 105]) }],
    ['a Request', new Request(A_USER, { method: 'PUT', headers: json, body: '{"a":1}' })],
    [
      'a Request that is sent with something else',
      new Request(A_USER, { method: 'PUT', body: 'a' }),
      { headers: json, body: 'b' },
    ],
  ])('%s', async (_, ...request) => {
    const panel = aPanel(ASKS);

    const answer = panel.fetch(...request);
    await panel.answer(true);

    expect(await (await answer).json()).toEqual({ data: 'done' });
    const [first, second] = panel.sent.map((one) => without(/-+formdata-undici-\d+/g, one));
    expect(panel.sent).toHaveLength(2);
    expect(second).toEqual(first);
    expect(panel.asked).toHaveLength(1);
  });
});

it('many that are refused together ask once, and all go on', async () => {
  const panel = aPanel(ASKS, ASKS, ASKS);

  const answers = ['a', 'b', 'c'].map((body) => panel.fetch(A_USER, { method: 'POST', body }));
  await panel.answer(true);

  for (const answer of await Promise.all(answers)) expect(answer.status).toBe(200);
  expect(panel.asked).toHaveLength(1);
  expect(panel.sent.map(({ body }) => body)).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
});

it('one that was on its way when the proof was given goes on by that', async () => {
  let refuse: (answer: Response) => void = () => undefined;
  const panel = aPanel(ASKS, () => new Promise((resolve) => (refuse = resolve)));

  const early = panel.fetch(A_USER);
  const late = panel.fetch(A_USER);
  await panel.answer(true);
  await early;
  refuse(ASKS());

  expect((await late).status).toBe(200);
  expect(panel.asked).toHaveLength(1);
});

it('who gives none is told so in their own language, and is asked again the next time', async () => {
  const panel = aPanel(ASKS, ASKS);

  const left = panel.fetch(A_USER);
  await panel.answer(false);

  const answer = await left;
  expect(answer.status).toBe(403);
  expect(answer.headers.get('Content-Type')).toContain('application/json');
  expect(await answer.json()).toEqual({
    data: null,
    error: {
      status: 403,
      name: 'PolicyError',
      message: IN_WORDS,
      details: { code: 'STEP_UP_REQUIRED' },
    },
  });
  expect(panel.sent).toHaveLength(1);

  const again = panel.fetch(A_USER);
  await panel.answer(true);
  expect((await again).status).toBe(200);
  expect(panel.asked).toHaveLength(2);
});

it('what is refused once more is handed on, and nobody is asked twice', async () => {
  const panel = aPanel(ASKS, ASKS);

  const answer = panel.fetch(A_USER);
  await panel.answer(true);

  expect(await codeOf(await answer)).toBe('STEP_UP_REQUIRED');
  expect(panel.asked).toHaveLength(1);
  expect(panel.sent).toHaveLength(2);
});

it('a token that has run out meanwhile is for who sent the request to renew', async () => {
  const panel = aPanel(ASKS, () => new Response(null, { status: 401 }));

  const answer = panel.fetch(A_USER);
  await panel.answer(true);

  expect((await answer).status).toBe(401);
  expect((await panel.fetch(A_USER, { headers: { Authorization: 'Bearer two' } })).status).toBe(200);
  expect(panel.asked).toHaveLength(1);
});

describe('is handed on as it came, and asks nobody', () => {
  it.each<[string, string, () => Response, RequestInit?]>([
    ['another 403', A_USER, () => refusal('NOT_PERMITTED')],
    ['a 403 without JSON', A_USER, () => new Response('<html>', { status: 403 })],
    ['a 403 that says nothing', A_USER, () => Response.json(null, { status: 403 })],
    ['another status of that code', A_USER, () => new Response(ASKS().body, { status: 400 })],
    ['another server', 'https://elsewhere.example.test/admin/users/7', ASKS],
    ['a server whose name begins alike', `${HOME}.example/admin/users/7`, ASKS],
    ['the proof itself', `${HOME}/gatehouse/me/step-up`, ASKS, { method: 'POST', body: '{}' }],
    [
      'a stream, which cannot be sent again',
      A_USER,
      ASKS,
      { method: 'POST', body: new Blob(['x']).stream(), duplex: 'half' } as RequestInit,
    ],
  ])('%s', async (_, url, respond, ...init) => {
    const expected = await respond().text();
    const panel = aPanel(respond);

    const answer = await panel.fetch(url, ...init);

    expect(await answer.text()).toBe(expected);
    expect(panel.asked).toEqual([]);
    expect(panel.sent).toHaveLength(1);
  });
});

describe('one that is aborted', () => {
  it('while the person is asked ends at once, and is not sent again; the others go on', async () => {
    const panel = aPanel(ASKS, ASKS);
    const aborting = new AbortController();

    const aborted = panel.fetch(A_USER, { signal: aborting.signal });
    const other = panel.fetch(new Request(A_USER));
    await settled();
    aborting.abort();

    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    await panel.answer(true);
    expect((await other).status).toBe(200);
    expect(panel.sent).toHaveLength(3);
  });

  it('before it was refused asks nobody', async () => {
    const aborting = new AbortController();
    const panel = aPanel(() => {
      aborting.abort();
      return ASKS();
    });

    const aborted = panel.fetch(new Request(A_USER, { signal: aborting.signal }));

    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    expect(panel.asked).toEqual([]);
  });
});

it('is about the server alone where the panel is served from elsewhere', async () => {
  const asked: string[] = [];
  const ask = async () => asked.push('asked') > 0;
  const at = (backendUrl: string) => withFreshProof(async () => ASKS(), { backendUrl, ask });

  await at('https://API.example.test:443/strapi')('https://api.example.test/strapi/admin/users/7');
  await at('https://API.example.test:443/strapi')('https://api.example.test/admin/users/7');

  expect(asked).toEqual(['asked']);
});
