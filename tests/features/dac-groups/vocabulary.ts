import type { DacGroup } from '../../../shared/contracts/dac-groups';
import type { gatehouseAt } from '../vocabulary';
import { succeed } from '../vocabulary';

type Words = ReturnType<typeof gatehouseAt>;
type WithId = { id: number };

export const ARTICLE = 'api::article.article';
export const CONDITION = 'plugin::gatehouse.in-dac-group';

let made = 0;
/** A code that no other test has. */
export const aCode = () => `Group-${(made += 1)}.${Math.random().toString(36).slice(2, 8)}`;

/** DAC groups, and articles in the Content Manager, said to one server. */
export const dacGroupsAt = ({ gatehouse, http, superAdmin }: Words) => {
  const aGroup = async (code = aCode(), name = 'A group'): Promise<DacGroup> =>
    succeed(await gatehouse.post('/dac-groups', { body: { code, name } }), 201).body.data;
  const give = ({ id }: WithId, groups: readonly WithId[], ask = {}) =>
    gatehouse.put(`/users/${id}/dac-groups`, {
      ...ask,
      body: { dacGroups: groups.map((group) => group.id) },
    });
  const codesOf = async ({ id }: WithId): Promise<string[]> =>
    succeed(await gatehouse.get(`/users/${id}/dac-groups`)).body.data.map(({ code }: DacGroup) => code);

  const anArticle = async (values: object): Promise<string> =>
    succeed(
      await http.post(`/content-manager/collection-types/${ARTICLE}`, {
        token: await superAdmin(),
        body: { title: 'An article', ...values },
      }),
      201,
    ).body.data.documentId;

  /** A role that may do this in the Content Manager, on the condition, and nothing else but what is said besides. */
  const permitOn = async (
    roleId: number,
    { actions, subject = ARTICLE, also = [] }: { actions: string[]; subject?: string; also?: string[] },
  ) =>
    succeed(
      await http.put(`/admin/roles/${roleId}/permissions`, {
        token: await superAdmin(),
        body: {
          permissions: [
            ...actions.map((action) => ({
              action: `plugin::content-manager.explorer.${action}`,
              subject,
              properties: action === 'delete' ? {} : { fields: ['title', 'body', 'dacGroup'] },
              conditions: [CONDITION],
            })),
            ...also.map((action) => ({ action, subject: null, properties: {}, conditions: [] })),
          ],
        },
      }),
    );

  return { aGroup, give, codesOf, anArticle, permitOn };
};
