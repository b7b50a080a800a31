import { getContact, updateContact } from '../../../shared/contracts/contact';
import { ask, tell } from './ask';
import type { ArgsOf } from './contract-args';

export type ContactChange = ArgsOf<typeof updateContact>['body'];

export const useContactQuery = ask(getContact, (id) => [{ type: 'GatehouseContact', id }]);
/** Reloads after a refusal too: the page should show what somebody else has saved meanwhile. */
export const useUpdateContactMutation = tell(updateContact, ({ id }) => [
  { type: 'GatehouseContact', id },
  { type: 'GatehouseLog', id },
]);
