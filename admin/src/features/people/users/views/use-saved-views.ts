import { useEffect } from 'react';

import type { SavedView } from '../../../../../../shared/contracts/saved-views';
import { DEFAULT_USER_SORT } from '../../../../../../shared/contracts/users';
import type { UserColumnName } from '../../../../../../shared/users/fields';
import { useSavedViewsQuery } from '../../../../api/saved-views';
import type { ListAddress } from '../use-list-address';
import { isSameState, type ListState } from '../user-list-query';

export type ActiveView = SavedView;

/** The tabs above the list, and the one that the URL names. Views that one may not see are ignored. */
export const useSavedViews = (address: ListAddress) => {
  const { data, isLoading } = useSavedViewsQuery(undefined, { refetchOnMountOrArgChange: true });
  const all = data?.data ?? [];
  const views = [...all.filter(({ isOwn }) => isOwn), ...all.filter(({ isOwn }) => !isOwn)];
  const active = views.find(({ id }) => id === address.view) ?? null;

  const stateOf = ({ query }: SavedView): ListState => ({
    sort: query.sort ?? DEFAULT_USER_SORT,
    _q: query._q,
    filters: query.filters,
  });
  const open = (view: SavedView | null, options?: { replace: boolean }) =>
    address.go(
      view
        ? { ...stateOf(view), view: view.id, columns: null }
        : { sort: undefined, _q: undefined, filters: undefined, view: null, columns: null },
      options,
    );

  // The link names only the view. Once the list has changed, the URL has at least the sort.
  const isBare = active !== null && address.sort === undefined;
  useEffect(() => {
    if (isBare) open(active, { replace: true });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each view that is named
  }, [isBare, active?.id]);

  const hasOtherColumns = (columns: readonly UserColumnName[] | null) =>
    active !== null && columns !== null && columns.join() !== active.columns.join();

  return {
    views,
    active,
    open,
    isLoading: isLoading && address.view !== null,
    /** Whether the list differs from the view. */
    isChanged:
      active !== null &&
      !isBare &&
      (!isSameState(address, stateOf(active)) || hasOtherColumns(address.columns)),
  };
};
export type SavedViews = ReturnType<typeof useSavedViews>;
