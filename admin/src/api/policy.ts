import { getPolicy, listPolicyChanges, previewPolicy, updatePolicy } from '../../../shared/contracts/policy';
import { ask, tell } from './ask';

export const usePolicyQuery = ask(getPolicy, ['GatehousePolicy']);
export const usePolicyChangesQuery = ask(listPolicyChanges, ['GatehousePolicy']);
/** A question, though it is sent as a POST: it changes nothing. */
export const usePreviewPolicyQuery = ask(previewPolicy, [], { keepUnusedDataFor: 0 });
/** What is shown of users follows from it, such as how many of their tries still count. */
export const useUpdatePolicyMutation = tell(updatePolicy, ['GatehousePolicy', 'GatehouseUser']);
