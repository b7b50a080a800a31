import { randomUUID } from 'node:crypto';

import { aBrowser, type Browser } from './browser';
import type { Hooks } from './hooks';
import type { Answer, Ask, Http } from './http';

/** Meets all of Strapi's own rules. */
export const aPassword = 'Correct-Horse-7';

export const firstAdmin = { email: 'first.admin@example.test', password: aPassword };

export type SignedIn = Answer & {
  /** The access token; undefined if the sign-in did not succeed. */
  token: string | undefined;
  browser: Browser;
};

export type NativeUser = {
  id: number;
  email: string;
  password: string;
  firstname: string;
  lastname: string;
};

/** A request to a route of Gatehouse; `:id` stands for the user that is created. */
export type Step = { method: 'POST' | 'PUT'; path: string; body?: object };

export type UserWishes = Partial<Omit<NativeUser, 'id'>> & {
  /** Codes of roles (`strapi-editor`, …) or ids; Strapi's Editor unless told otherwise. */
  roles?: (string | number)[];
  isActive?: boolean;
  /** Whether comparing their password takes as long as in production: for parallel guesses. */
  isAtFullCost?: boolean;
  /** What is done to them next, in the same transaction. */
  then?: readonly Step[];
};

/** An address nobody else in the run has. */
export const anEmail = (name = 'user') => `${name}.${randomUUID().slice(0, 8)}@example.test`;

/** People at one server, and how they sign in. */
export const peopleAt = (http: Http, { hook }: Hooks) => {
  const signIn = async (
    email: string,
    password: string,
    { browser = aBrowser(), ...ask }: Ask & { rememberMe?: boolean; deviceId?: string } = {},
  ): Promise<SignedIn> => {
    const { rememberMe, deviceId, ...rest } = ask;
    const answer = await http.post('/admin/login', {
      ...rest,
      browser,
      body: { email, password, ...(rememberMe && { rememberMe }), ...(deviceId && { deviceId }) },
    });
    return { ...answer, token: answer.body?.data?.token, browser };
  };

  /** Wrong passwords, one after another; returns the last answer. */
  const failToSignIn = async (email: string, times = 1, ask: Ask = {}): Promise<SignedIn> => {
    let last: SignedIn | undefined;
    for (let turn = 0; turn < times; turn += 1) {
      last = await signIn(email, `Wrong-${turn}-Horse`, ask);
    }
    return last as SignedIn;
  };

  let session: { token: string; until: number } | undefined;

  /** The first super admin's token; signs in again before Strapi's access token expires. */
  const superAdmin = async (): Promise<string> => {
    if (!session || session.until < Date.now()) {
      const { token, status, body } = await signIn(firstAdmin.email, firstAdmin.password);
      if (!token) {
        throw new Error(`The super admin could not sign in: ${status} ${JSON.stringify(body)}`);
      }
      session = { token, until: Date.now() + accessTokenUse };
    }
    return session.token;
  };

  /** Sends a request as the first super admin, and again after a step-up if needed, as the panel does. */
  const withFreshProof = async (send: (token: string) => Promise<Answer>): Promise<Answer> => {
    const token = await superAdmin();
    const answer = await send(token);
    if (answer.body?.error?.details?.code !== 'STEP_UP_REQUIRED') return answer;
    const body = { password: firstAdmin.password };
    expectStatus(await http.post('/gatehouse/me/step-up', { token, body }), 200);
    return send(token);
  };

  /** Loaded once, as answering makes Strapi count the users of every role. */
  const builtIn = new Map<string, number>();
  const roleId = async (role: string | number): Promise<number> => {
    if (typeof role === 'number') return role;
    if (!builtIn.has(role)) {
      const { body } = await http.get('/admin/roles', { token: await superAdmin() });
      for (const { code, id } of body.data) builtIn.set(code, id);
    }
    return builtIn.get(role) ?? missing(`There is no role "${role}"`);
  };

  /** A native panel user who can sign in, created by the services of Strapi's own panel in one request. */
  const aUser = async (wishes: UserWishes = {}): Promise<NativeUser & { entryId: number | null }> => {
    const { roles = ['strapi-editor'], isActive = true, ...rest } = wishes;
    const person = {
      email: anEmail(),
      password: aPassword,
      firstname: 'Ada',
      lastname: 'Byron',
      ...rest,
    };
    const made = await hook<{ id: number; entryId: number | null }>('users', { ...person, roles, isActive });
    return { ...person, ...made };
  };

  return { signIn, failToSignIn, superAdmin, withFreshProof, roleId, aUser };
};

/** Well inside the 30 minutes of Strapi's access token. */
const accessTokenUse = 20 * 60_000;

const expectStatus = ({ status, body }: Answer, wanted: number): void => {
  if (status !== wanted) {
    throw new Error(`Expected ${wanted}, got ${status}: ${JSON.stringify(body)}`);
  }
};

const missing = (message: string): never => {
  throw new Error(message);
};
