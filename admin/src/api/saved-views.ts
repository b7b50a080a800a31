import {
  createSavedView,
  deleteSavedView,
  listSavedViews,
  updateSavedView,
} from '../../../shared/contracts/saved-views';
import { ask, tell } from './ask';
import type { ArgsOf } from './contract-args';
import { listOf } from './gatehouse-api';

export type NewSavedView = ArgsOf<typeof createSavedView>;
export type SavedViewChange = ArgsOf<typeof updateSavedView>['body'];

const all = listOf('GatehouseSavedView');

export const useSavedViewsQuery = ask(listSavedViews, [all]);
export const useCreateSavedViewMutation = tell(createSavedView, [all]);
export const useUpdateSavedViewMutation = tell(updateSavedView, [all]);
export const useDeleteSavedViewMutation = tell(deleteSavedView, [all]);
