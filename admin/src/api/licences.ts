import {
  createLicence,
  deleteLicence,
  listLicences,
  updateLicence,
} from '../../../shared/contracts/licences';
import { MAX_PAGE_SIZE } from '../../../shared/constants';
import { ask, tell } from './ask';

/** All of them: there are no more than fit a page. How many seats are taken follows from the users. */
export const useLicencesQuery = ask(listLicences, ['GatehouseLicence', 'GatehouseUser'], {
  toArgs: (_all: void) => ({ pageSize: String(MAX_PAGE_SIZE) }),
});
export const useCreateLicenceMutation = tell(createLicence, ['GatehouseLicence']);
/** Users are shown with its name. */
export const useUpdateLicenceMutation = tell(updateLicence, ['GatehouseLicence', 'GatehouseUser']);
/** After a refusal too: the page should show how many have it now. */
export const useDeleteLicenceMutation = tell(deleteLicence, ['GatehouseLicence']);
