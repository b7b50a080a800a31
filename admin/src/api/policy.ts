import { getPolicy, listPolicyChanges, previewPolicy, updatePolicy } from '../../../shared/contracts/policy';
import { ask, question, tell } from './ask';

export const usePolicyQuery = ask(getPolicy, ['GatehousePolicy']);
export const usePolicyChangesQuery = ask(listPolicyChanges, ['GatehousePolicy']);
/** A query, although it is sent as a POST: it changes nothing. */
const preview = question(previewPolicy, [], { keepUnusedDataFor: 0 });
export const usePreviewPolicyQuery = preview.useQuery;
export const useLazyPreviewPolicyQuery = preview.useLazyQuery;
/** Users are shown with facts that depend on it, such as how many of their attempts still count. */
export const useUpdatePolicyMutation = tell(updatePolicy, ['GatehousePolicy', 'GatehouseUser']);
