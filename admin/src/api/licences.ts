import {
  createLicence,
  deleteLicence,
  listLicences,
  updateLicence,
} from '../../../shared/contracts/licences';
import { MAX_PAGE_SIZE } from '../../../shared/constants';
import { ask, tell } from './ask';

/** All licences: they fit on one page. How many seats are taken depends on the users. */
export const useLicencesQuery = ask(listLicences, ['GatehouseLicence', 'GatehouseUser'], {
  toArgs: (_all: void) => ({ pageSize: String(MAX_PAGE_SIZE) }),
});
export const useCreateLicenceMutation = tell(createLicence, ['GatehouseLicence']);
/** Users are shown with their licence's name. */
export const useUpdateLicenceMutation = tell(updateLicence, ['GatehouseLicence', 'GatehouseUser']);
/** Reloads after a refusal too: the page should show how many users have it now. */
export const useDeleteLicenceMutation = tell(deleteLicence, ['GatehouseLicence']);
