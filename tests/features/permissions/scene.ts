import type { Contract } from '../../../shared/contracts';
import { ERROR_CODES } from '../../../shared/error-codes';
import { accountsAt } from '../accounts/vocabulary';
import { contracts } from '../contracts';
import { shared, type Answer, type Person, type State } from '../vocabulary';
import { anEditorsRole, type Asker, type Caller, oneOfEach } from './callers';

const { aRole, aUser, aUserAtWork, call } = shared;
const { anAccount, place } = accountsAt(shared);

export const mutations = contracts.filter(([, { method }]) => method !== 'GET');

type Scene = {
  account: number;
  role: number;
  /** That permits what no permission of Gatehouse does. */
  more: number;
  askers: Record<Caller, Asker>;
  /** Whose own things are asked for by who has no session. */
  bystander: Person & { token: string };
  aMember: (state?: State) => Promise<Person>;
};

/** Who asks and about whom, there when the tests of a file begin. */
export const theScene = (): Scene => {
  const scene = {} as Scene;
  beforeAll(async () => {
    const account = await anAccount();
    const role = (await aRole()).id;
    Object.assign(scene, {
      account,
      role,
      more: (await anEditorsRole()).id,
      bystander: await aUserAtWork({ roles: [role] }),
      askers: await oneOfEach({ account, other: await anAccount() }),
      aMember: async (state?: State) => {
        const person = await aUser({ roles: [role], ...(state && { state }) });
        await place(person, [{ account }]);
        return person;
      },
    });
  });
  return scene;
};

/** What is answered: `in` as the contract says, else the status, and the code where there is one. */
export type Verdict = string;

export const verdictOf = ({ status: wanted }: Contract, { status, body }: Answer): Verdict => {
  // Of many users each has a code.
  const code = body?.error?.details?.code ?? (Array.isArray(body?.data) && body.data[0]?.code);
  const isRefused = Object.hasOwn(ERROR_CODES, code);
  return status === wanted && !isRefused ? 'in' : [status, isRefused && code].filter(Boolean).join(' ');
};

/** Of all that Gatehouse keeps, but for what it keeps of refusals and what changes by itself. */
export const everything = () =>
  call<string>(`(async () => {
  const counted = ['strapi_api_tokens', 'strapi_sessions', 'gatehouse_sessions', 'gatehouse_jobs'];
  // Mails are queued after an answer, for who got in before.
  const skipped = [...counted, 'gatehouse_mails', 'gatehouse_login_attempts', 'gatehouse_devices', 'gatehouse_settings'];
  const tables = [...strapi.db.metadata.values()]
    .filter(({ uid }) => uid.startsWith('plugin::gatehouse.'))
    .map(({ tableName }) => tableName)
    .filter((name) => !skipped.includes(name));
  const from = (name) => strapi.db.connection(name);
  const rows = await Promise.all(['admin_users', ...tables].map((name) => from(name).orderBy('id')));
  const counts = await Promise.all(counted.map((name) => from(name).count('* as n')));
  const policy = await strapi.plugin('gatehouse').service('policy').current();
  return process.getBuiltinModule('node:crypto').createHash('sha256')
    .update(JSON.stringify([rows, counts, policy])).digest('hex');
})()`);
