import {
  createIpRule,
  deleteIpRule,
  type IpRule,
  listIpRules,
  updateIpRule,
} from '../../../shared/contracts/ip-rules';
import { ask, tell } from './ask';
import type { ArgsOf } from './contract-args';
import { listOf, type Tags } from './gatehouse-api';

export type IpRuleQuery = ArgsOf<typeof listIpRules>;
export type NewIpRule = ArgsOf<typeof createIpRule>;
export type IpRuleChange = ArgsOf<typeof updateIpRule>['body'];

const all = listOf('GatehouseIpRule');
/** A user's rule shows in that user's log, a role's rule in the role's history. */
const touched = (_args: unknown, answer: { data: IpRule } | undefined): Tags => [
  all,
  ...(answer?.data.user ? [{ type: 'GatehouseLog' as const, id: answer.data.user.id }] : []),
  ...(answer?.data.role ? [{ type: 'GatehouseRole' as const, id: answer.data.role.id }] : []),
];

export const useIpRulesQuery = ask(listIpRules, [all]);
export const useCreateIpRuleMutation = tell(createIpRule, touched);
export const useUpdateIpRuleMutation = tell(updateIpRule, touched);
export const useDeleteIpRuleMutation = tell(deleteIpRule, touched);
