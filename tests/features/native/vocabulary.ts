import { randomUUID } from 'node:crypto';

import type { LogEntry } from '../../../shared/contracts/log';
import { actionId, type Permission } from '../../../shared/permissions';
import { anAddress, anEmail, MINUTE, shared, succeed, type Answer, type Person } from '../vocabulary';

const { aUserAtWork, clock, entryOf, gatehouse, hook, http, roleId } = shared;

export type AtWork = Awaited<ReturnType<typeof aUserAtWork>>;
type Action = Permission | `admin::${string}`;

export const permissionTo = (action: Action) => ({
  action: action.startsWith('admin::') ? action : actionId(action as Permission),
  subject: null as string | null,
  properties: {},
  conditions: [] as string[],
});

/** A role of Strapi's that permits these actions, Strapi's own among them. */
export const aRoleTo = async (...actions: Action[]) => {
  const name = `Role ${randomUUID()}`;
  const id = await hook<number>('roles', { name, permissions: actions.map(permissionTo) });
  return { id, name };
};

/** Somebody at work who may do these. */
export const whoMay = async (...actions: Action[]) =>
  aUserAtWork({ roles: [(await aRoleTo(...actions)).id] });

export const aSuperAdmin = () => aUserAtWork({ roles: ['strapi-super-admin'] });

/** Asks one of Strapi's own routes. */
export const ask = (
  { token, from }: Pick<AtWork, 'token' | 'from'>,
  method: 'get' | 'post' | 'put' | 'delete',
  path: string,
  body?: object,
) => http[method](path, { token, from, ...(body && { body }) });

export const logOf = async ({ id }: { id: number }): Promise<LogEntry[]> =>
  succeed(await gatehouse.get(`/users/${id}/log?pageSize=200`)).body.data;
export const actionsOf = async (user: { id: number }) => (await logOf(user)).map(({ action }) => action);

export const refused = (status: number, code: string) => ({
  status,
  body: { error: { details: expect.objectContaining({ code }) } },
});

const stepUp = ({ token, from, password }: AtWork) =>
  http.post('/gatehouse/me/step-up', { token, from, body: { password } });

/** Refused with an old proof and done with a fresh one. */
export const expectProofAsked = async (
  person: AtWork,
  act: () => Promise<Answer>,
  status = 200,
): Promise<Answer> => {
  await clock.advance(61 * MINUTE);
  expect(await act()).toMatchObject(refused(403, 'STEP_UP_REQUIRED'));
  succeed(await stepUp(person));
  return succeed(await act(), status);
};

export const NEW_PASSWORD = 'Another-Horse-8';

/** Somebody whom Strapi's own page has invited. */
export const anInvited = async () => {
  const email = anEmail('invited').toLowerCase();
  const { body } = succeed(
    await ask(await aSuperAdmin(), 'post', '/admin/users', {
      email,
      firstname: 'In',
      lastname: 'Vited',
      roles: [await roleId('strapi-editor')],
    }),
    201,
  );
  const { id } = await entryOf(email);
  return {
    id,
    email,
    adminUserId: Number(body.data.id),
    registrationToken: body.data.registrationToken as string,
    from: anAddress(),
  };
};
export type Invited = Awaited<ReturnType<typeof anInvited>>;

export const accept = ({ registrationToken, from }: Pick<Invited, 'registrationToken' | 'from'>) =>
  http.post('/admin/register', {
    from,
    body: { registrationToken, userInfo: { firstname: 'In', lastname: 'Vited', password: NEW_PASSWORD } },
  });

export type { Person };
