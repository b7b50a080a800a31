import type { Delegation } from '../../../shared/contracts/delegations';
import { type gatehouseAt, succeed } from '../vocabulary';

type Words = ReturnType<typeof gatehouseAt>;
type WithId = { id: number };

export const TIMESHEETS = 'approve-timesheets';

/** Delegations, and what a project asks of them, at one server. */
export const delegationsAt = ({ call, gatehouse }: Words) => {
  const give = ({ id }: WithId, body: object, ask = {}) =>
    gatehouse.post(`/users/${id}/delegations`, { ...ask, body: { purpose: TIMESHEETS, ...body } });
  const aDelegation = async (user: WithId, body: object): Promise<Delegation> =>
    succeed(await give(user, body), 201).body.data;
  const delegationsOf = async ({ id }: WithId, ask = {}): Promise<Delegation[]> =>
    succeed(await gatehouse.get(`/users/${id}/delegations`, ask)).body.data;
  const delegatesOf = async ({ id }: WithId, ask = {}, query = ''): Promise<Delegation[]> =>
    succeed(await gatehouse.get(`/users/${id}/delegates${query}`, ask)).body.data;

  const question = (method: string, asked: object, at?: string) => {
    const given = JSON.stringify(asked).slice(1, -1);
    return `strapi.plugin('gatehouse').service('delegation').${method}({ ${given}${at ? `, at: new Date('${at}')` : ''} })`;
  };
  /** As a project's code asks on the server. */
  const canActFor = (actor: object, subject: object, purpose: unknown = TIMESHEETS, at?: string) =>
    call<boolean>(question('canActFor', { actor, subject, purpose }, at));
  const actableFor = (actor: object, purpose = TIMESHEETS, at?: string) =>
    call<object[]>(question('listActableFor', { actor, purpose }, at));

  return { give, aDelegation, delegationsOf, delegatesOf, canActFor, actableFor };
};
