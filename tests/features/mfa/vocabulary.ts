import { Secret, TOTP } from 'otpauth';

import type { EnrolKind, SentKind, StepMethod } from '../../../shared/constants';
import { aBrowser, type gatehouseAt, type Person, succeed } from '../vocabulary';

type Browser = ReturnType<typeof aBrowser>;
type Ask = Parameters<ReturnType<typeof gatehouseAt>['signIn']>[1];
type Answered = Awaited<ReturnType<ReturnType<typeof gatehouseAt>['signIn']>>;
export type Started = {
  browser: Browser;
  from: string;
  answer: Answered;
  challenge: NonNullable<Answered['body']>['data'];
};

/** An authenticator app that was told the secret. */
export const anAppWith = (secret: string) => ({
  codeAt: (moment: Date) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: moment.getTime() }),
});
export type App = ReturnType<typeof anAppWith>;

/** What the second factor is about, at the server of the given words. */
export const mfaAt = ({ aUserAtWork, clock, http, read, signIn, sql }: ReturnType<typeof gatehouseAt>) => {
  /** One's own things, in one's own session. */
  const own = ({ token, from }: { token: string; from: string }) => ({
    get: (path: string) => http.get(`/gatehouse/me/mfa${path}`, { token, from }),
    post: (path: string, body: object = {}) => http.post(`/gatehouse/me/mfa${path}`, { token, from, body }),
    delete: (path: string) => http.delete(`/gatehouse/me/mfa${path}`, { token, from }),
  });

  /** A code that was not used before: of the next step of time. */
  const nextCode = async (app: App) => {
    await clock.advance(30_000);
    return app.codeAt(await clock.now());
  };

  /** Sets an authenticator app up, as its user does in the personal settings. */
  const setUp = async (person: Person & { token: string }) => {
    const { data } = succeed(await own(person).post('/totp', { password: person.password })).body;
    const app = anAppWith(data.secret);
    const code = app.codeAt(await clock.now());
    const { body } = succeed(await own(person).post('/totp/confirm', { code }));
    return { app, recoveryCodes: body.data.recoveryCodes as string[] };
  };

  /** A user with an authenticator app, and the session it was set up in. */
  const aUserWithAnApp = async (wishes: Parameters<typeof aUserAtWork>[0] = {}) => {
    const person = await aUserAtWork(wishes);
    return { ...person, ...(await setUp(person)) };
  };

  /** The right password, and what the answer asks for then. */
  const start = async (
    user: { email: string; password: string; from: string },
    { browser = aBrowser(), ...ask }: Ask & { browser?: Browser } = {},
  ): Promise<Started> => {
    const answer = await signIn(user, { browser, ...ask });
    return { browser, from: user.from, answer, challenge: answer.body?.error?.details?.challenge };
  };

  const complete = (
    { browser, challenge, from }: Started,
    body: { code?: string; method?: StepMethod; password?: string; trustDevice?: boolean },
  ) => http.post('/gatehouse/sign-in/complete', { body: { token: challenge.token, ...body }, browser, from });

  const enrol = ({ browser, challenge, from }: Started, kind?: EnrolKind) =>
    http.post('/gatehouse/sign-in/enrol', { body: { token: challenge.token, kind }, browser, from });

  /** Has a code sent for the step. */
  const askCode = ({ browser, challenge, from }: Started, method: SentKind) =>
    http.post('/gatehouse/sign-in/code', { body: { token: challenge.token, method }, browser, from });

  const isIn = async (token: string, from: string) =>
    (await http.get('/admin/users/me', { token, from })).status === 200;

  const factorsOf = ({ id }: { id: number }) =>
    sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_factors', 'user_id', id]);

  return { askCode, aUserWithAnApp, complete, enrol, factorsOf, isIn, nextCode, own, read, setUp, start };
};
