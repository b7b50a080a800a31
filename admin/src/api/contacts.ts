import { getContact, updateContact } from '../../../shared/contracts/contact';
import { ask, tell } from './ask';
import type { ArgsOf } from './contract-args';

export type ContactChange = ArgsOf<typeof updateContact>['body'];

export const useContactQuery = ask(getContact, (id) => [{ type: 'GatehouseContact', id }]);
/** After a refusal too: what somebody else has saved meanwhile is what the page should show. */
export const useUpdateContactMutation = tell(updateContact, ({ id }) => [
  { type: 'GatehouseContact', id },
  { type: 'GatehouseLog', id },
]);
