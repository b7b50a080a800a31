import { useEffect, useRef, useState } from 'react';

import type { UserColumnName } from '../../../../../shared/users/fields';
import { usePreferencesQuery, useUpdatePreferencesMutation } from '../../../api/preferences';
import { useFeedback } from '../../../components/use-feedback';
import type { ListAddress } from './use-list-address';
import { DEFAULT_COLUMNS, USER_COLUMNS } from './user-columns';
import type { ActiveView } from './views/use-saved-views';

/**
 * The columns of the list, in order: those in the URL, else the view's, else the person's own, which the
 * server remembers.
 */
export const useUserColumns = (address: ListAddress, view: ActiveView | null) => {
  const { failed } = useFeedback();
  const { data, isLoading, isFetching } = usePreferencesQuery(undefined, { refetchOnMountOrArgChange: true });
  const [save] = useUpdatePreferencesMutation();
  // One after another, so that the last choice wins.
  const saved = useRef<Promise<unknown>>(Promise.resolve());
  /** The last choice, until it is saved: the next one builds on it, however long the server takes. */
  const [chosen, setChosen] = useState<{ columns: UserColumnName[] | null } | null>(null);
  const report = useRef(failed);
  useEffect(() => {
    report.current = failed;
  });

  const isOwn = !view && !address.columns;
  const own = chosen ? chosen.columns : data?.data.usersColumns;
  const names: readonly UserColumnName[] = address.columns ?? view?.columns ?? own ?? DEFAULT_COLUMNS;

  const choose = (columns: UserColumnName[] | null) => {
    if (!isOwn) return address.go({ columns });
    const choice = { columns };
    setChosen(choice);
    saved.current = saved.current
      .then(() => save({ usersColumns: columns }).unwrap())
      .catch((error: unknown) => report.current(error))
      .then(() => setChosen((latest) => (latest === choice ? null : latest)));
  };

  return {
    names,
    columns: names.flatMap((name) => USER_COLUMNS.find((column) => column.name === name) ?? []),
    /** Whether they are the person's own, not those of a view or a link. */
    isOwn,
    isLoading,
    /** Whether columns can be chosen: an answer still on its way would show the previous ones. */
    canChoose: !isOwn || !isFetching,
    choose,
  };
};
export type UserColumns = ReturnType<typeof useUserColumns>;
