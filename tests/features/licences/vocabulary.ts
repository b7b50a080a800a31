import type { Licence } from '../../../shared/contracts/licences';
import type { gatehouseAt } from '../vocabulary';
import { succeed } from '../vocabulary';

type Words = ReturnType<typeof gatehouseAt>;
type WithId = { id: number };

let made = 0;
/** A code that no other test has. */
export const aCode = () => `Licence-${(made += 1)}.${Math.random().toString(36).slice(2, 8)}`;

/** Licences, and who has them, said to one server. */
export const licencesAt = ({ gatehouse }: Words) => {
  const all = async (): Promise<Licence[]> =>
    succeed(await gatehouse.get('/licences?pageSize=200')).body.data;
  const create = (body: object) => gatehouse.post('/licences', { body });
  const setLicence = ({ id }: WithId, body: object) => gatehouse.put(`/licences/${id}`, { body });
  return {
    all,
    create,
    setLicence,
    licenceOf: async (code: string): Promise<Licence> =>
      (await all()).find((licence) => licence.code === code) as Licence,
    aLicence: async (limits: object = {}): Promise<Licence> =>
      succeed(await create({ code: aCode(), name: 'A licence', userTypes: ['panel'], ...limits }), 201).body
        .data,
    removeLicence: ({ id }: WithId) => gatehouse.delete(`/licences/${id}`),
    /** The role goes with these licences alone. */
    name: async ({ id }: WithId, licences: readonly WithId[]) =>
      gatehouse.put(`/roles/${id}`, { body: { licences: licences.map((licence) => licence.id) } }),
    give: ({ id }: WithId, licence: WithId, body: object = {}) =>
      gatehouse.put(`/users/${id}`, { body: { ...body, licence: licence.id } }),
  };
};
