import { explainAccess } from '../../../shared/contracts/access';
import { question } from './ask';
import type { ArgsOf } from './contract-args';
import type { Answer } from './gatehouse-api';

export type AccessQuestion = ArgsOf<typeof explainAccess>;
export type AccessAnswer = Answer<typeof explainAccess>['data'];

/** Never from the cache; asked anew when the user changes while the answer is shown. */
const access = question(explainAccess, ({ user }) => [{ type: 'GatehouseUser', id: user }], {
  keepUnusedDataFor: 0,
});
export const useExplainAccessQuery = access.useQuery;
export const useLazyExplainAccessQuery = access.useLazyQuery;
