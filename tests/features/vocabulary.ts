import { randomInt, randomUUID } from 'node:crypto';

import { DEFAULT_POLICY, type PolicyChange } from '../../shared/contracts/policy';
import type { LoginAttempt } from '../../shared/contracts/login-attempts';
import type { User as DirectoryUser } from '../../shared/contracts/users';
import { actionId, type Permission } from '../../shared/permissions';
import { aBrowser, sharedUrl, type Answer, type Ask, type NativeUser } from '../support';
import type { Step } from '../support/people';
import { vocabularyAt, type Vocabulary } from '../support/vocabulary';
import './matchers';

export { FLOOR } from '../support/floor';
export {
  aBrowser,
  anEmail,
  aPassword,
  firstAdmin,
  sharedUrl,
  startStrapi,
  type Answer,
  type Server,
} from '../support';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const TRIES = DEFAULT_POLICY.lockout.maxFailedTries;

const WITHOUT_THROTTLE = {
  ...DEFAULT_POLICY,
  throttle: { ...DEFAULT_POLICY.throttle, maxFailuresPerAddress: 0 },
};

/** Addresses nobody has (RFC 5737). */
export const OFFICE = '198.51.100.7';
export const ELSEWHERE = '203.0.113.9';

/** A separate address for everybody who tries, so that nobody uses up another's tries. */
export const anAddress = () => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;

/** A name that is no user's, in a domain of its own, which tells what the history keeps of it from others. */
export const aNobody = () => `nobody@${randomUUID()}.example.test`;
/** What the history keeps of it; names of users stay as they are. */
export const keptOf = (name: string) => name.replace(/^nobody@/, 'n•••@');

/** A user of the directory who knows their password, and the address they sign in from. */
export type Person = Omit<NativeUser, 'id'> & { id: number; adminUserId: number; from: string };

/** What keeps a user out, or lets them in. */
export type State =
  | 'active'
  | 'provisioned'
  | 'suspended'
  | 'disabled'
  | 'locked-by-admin'
  | 'auto-locked'
  | 'not-yet-valid'
  | 'expired'
  | 'api-only';

/** A try to sign in, and what the login history says about it. */
export type Try = Awaited<ReturnType<Vocabulary['signIn']>> & { attempt: LoginAttempt };

type Wishes = NonNullable<Parameters<Vocabulary['aUser']>[0]> & { state?: State };
type NewRule = {
  scope: 'user' | 'role' | 'everyone';
  user?: number;
  role?: number;
  range: string;
  note?: string;
};

export const succeed = (answer: Answer, status = 200): Answer => {
  if (answer.status !== status) {
    throw new Error(`Expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
  return answer;
};

/** Every Gatehouse verb, for one server. Acts as the first super admin unless told otherwise. */
export const gatehouseAt = (words: Vocabulary) => {
  const { http } = words;

  const asking =
    (method: 'get' | 'post' | 'put' | 'delete') =>
    async (path: string, ask: Ask = {}): Promise<Answer> => {
      const send = (token: string) => http[method](`/gatehouse${path}`, { ...ask, token });
      return ask.token ? send(ask.token) : words.withFreshProof(send);
    };
  const gatehouse = {
    get: asking('get'),
    post: asking('post'),
    put: asking('put'),
    delete: asking('delete'),
  };
  /** The same only for setting up a test, straight to the handler: most of a request is getting there. */
  const setUp = async (method: string, path: string, body: object = {}, status = 200): Promise<Answer> =>
    succeed(await words.hook<Answer>('ask', { method, path, body }), status);

  /** The directory's entry of a native user. */
  const entryOf = async (email: string): Promise<DirectoryUser> => {
    const { body } = await setUp('GET', `/users?_q=${encodeURIComponent(email)}`);
    const entry = body.data.find((user: DirectoryUser) => user.email === email.toLowerCase());
    if (!entry) {
      throw new Error(`${email} is not in the directory`);
    }
    return entry;
  };
  const read = async ({ id }: { id: number }): Promise<DirectoryUser> =>
    (await setUp('GET', `/users/${id}`)).body.data;

  /** Does something to the user that is expected to succeed. */
  const act = async ({ id }: { id: number }, action: string, body: object = {}): Promise<DirectoryUser> =>
    (await setUp('POST', `/users/${id}/${action}`, body)).body.data;
  const change = async ({ id }: { id: number }, body: object): Promise<DirectoryUser> =>
    (await setUp('PUT', `/users/${id}`, body)).body.data;

  /** The token of a reset link mailed to them, as their mailbox may still hold it. */
  const aResetTokenOf = async ({ id }: { id: number }): Promise<string> => {
    const link = await words.call<string>(
      `strapi.plugin('gatehouse').service('links').issue({ userId: ${id}, kind: 'reset', expiresAt: new Date(Date.now() + 600000) })`,
    );
    return link.slice(link.indexOf('=') + 1);
  };

  const addRule = async (rule: NewRule): Promise<number> =>
    (await setUp('POST', '/ip-rules', rule, 201)).body.data.id;

  const attemptsOf = async ({ id }: { id: number }, more = ''): Promise<LoginAttempt[]> =>
    succeed(await gatehouse.get(`/login-attempts?filters[user][$eq]=${id}&pageSize=200${more}`)).body.data;

  /** One try, with the right password unless told otherwise, and its recorded attempt. */
  const signIn = async (
    { email, password, from = anAddress() }: { email: string; password: string; from?: string },
    { headers, ...ask }: Parameters<Vocabulary['signIn']>[2] = {},
  ): Promise<Try> => {
    // Used to find the attempt among others.
    const userAgent = headers?.['user-agent'] ?? `test ${randomUUID()}`;
    const answer = await words.signIn(email, password, {
      from,
      ...ask,
      headers: { ...headers, 'user-agent': userAgent },
    });
    return { ...answer, attempt: await words.hook<LoginAttempt>('attempts', { userAgent }) };
  };
  const wrongly = <P extends { email: string }>(person: P) => ({ ...person, password: 'Wrong-Horse-7' });
  /** Wrong passwords by somebody else, one after another; returns the last answer. */
  const failToSignIn = ({ email }: { email: string }, times = 1, ask: Ask = {}) =>
    words.failToSignIn(email, times, { from: anAddress(), ...ask });
  /** Wrong passwords by somebody else, all at once. */
  const failAtOnce = ({ email }: { email: string }, times: number, ask: Ask = {}) =>
    Promise.all(Array.from({ length: times }, () => failToSignIn({ email }, 1, ask)));

  /** The steps that bring an active user into a state; a lock by guesses takes guesses. */
  const stepsTo: Record<State, () => Promise<Step[]>> = {
    active: async () => [],
    provisioned: async () => [],
    suspended: async () => [step('suspend', { reason: 'on leave' })],
    disabled: async () => [step('disable', { reason: 'has left' })],
    'locked-by-admin': async () => [step('lock', { reason: 'under suspicion' })],
    'auto-locked': async () => [],
    'not-yet-valid': async () => [changed({ validFrom: await fromNow(DAY) })],
    expired: async () => [changed({ validTo: await fromNow(-DAY) })],
    'api-only': async () => [changed({ type: 'api-only' })],
  };
  const step = (action: string, body: object): Step => ({
    method: 'POST',
    path: `/users/:id/${action}`,
    body,
  });
  const changed = (body: object): Step => ({ method: 'PUT', path: '/users/:id', body });
  /** A moment relative to the plugin's present time, in ISO 8601. */
  const fromNow = async (ms: number) => new Date((await words.clock.now()).getTime() + ms).toISOString();

  /** A panel user with a password, in the given state. */
  const aUser = async ({ state = 'active', ...wishes }: Wishes = {}): Promise<Person> => {
    const { entryId, ...native } = await words.aUser({
      isActive: state !== 'provisioned',
      then: await stepsTo[state](),
      ...wishes,
    });
    const person = { ...native, id: entryId as number, adminUserId: native.id, from: anAddress() };
    if (state === 'auto-locked') await failAtOnce(person, TRIES);
    return person;
  };

  /** A user with an open session. */
  const aUserAtWork = async (wishes: Wishes = {}) => {
    const person = await aUser(wishes);
    const { token, browser } = await words.signIn(person.email, person.password, { from: person.from });
    if (!token) {
      throw new Error(`${person.email} could not sign in`);
    }
    return { ...person, token, browser };
  };

  const asked = (permissions: readonly Permission[]) =>
    permissions.map((permission) => ({
      action: actionId(permission),
      subject: null,
      properties: {},
      conditions: [],
    }));
  const permit = (roleId: number, permissions: readonly Permission[]) =>
    words.hook<number>('roles', { id: roleId, permissions: asked(permissions) });
  /** A Strapi role with these permissions of Gatehouse and nothing else. */
  const aRole = async (permissions: readonly Permission[] = []): Promise<{ id: number; name: string }> => {
    const name = `Role ${randomUUID()}`;
    const id = await words.hook<number>('roles', {
      name,
      description: 'made by a test',
      permissions: asked(permissions),
    });
    return { id, name };
  };
  /** While it runs, such statements on this table fail, as they do when the database is gone. */
  const whileBroken = async <T>(verb: string, table: string, run: () => Promise<T>): Promise<T> => {
    await words.call(
      `strapi.faults.before('broken', /^\\s*${verb}\\b[^]*\\b${table}\\b/i, () => { throw new Error('broken by a test'); })`,
    );
    try {
      return await run();
    } finally {
      await words.call(`strapi.faults.end('broken')`);
    }
  };

  const setPolicy = (body: PolicyChange) => setUp('PUT', '/policy', body);

  /** For afterEach: the real time, the default policy without the throttle, no rules, and working mail. */
  const putBack = () => words.hook('put-back', { policy: WITHOUT_THROTTLE });

  return {
    ...words,
    gatehouse,
    setUp,
    entryOf,
    read,
    act,
    change,
    aResetTokenOf,
    addRule,
    attemptsOf,
    signIn,
    wrongly,
    failToSignIn,
    failAtOnce,
    fromNow,
    aUser,
    aUserAtWork,
    aRole,
    permit,
    whileBroken,
    setPolicy,
    putBack,
  };
};

/** The server that most tests share. */
export const shared = gatehouseAt(vocabularyAt(sharedUrl));
export const browserWith = (cookies: Record<string, string>) => {
  const browser = aBrowser();
  for (const [name, value] of Object.entries(cookies)) {
    browser.cookies.set(name, value);
  }
  return browser;
};
