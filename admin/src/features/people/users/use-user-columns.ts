import { useEffect, useRef, useState } from 'react';

import type { UserColumnName } from '../../../../../shared/users/fields';
import { usePreferencesQuery, useUpdatePreferencesMutation } from '../../../api/preferences';
import { useFeedback } from '../../../components/use-feedback';
import type { ListAddress } from './use-list-address';
import { DEFAULT_COLUMNS, USER_COLUMNS } from './user-columns';
import type { ActiveView } from './views/use-saved-views';

/**
 * Which columns the list shows, in their order: those that the address names, else those of the view, else one's own,
 * which the server remembers.
 */
export const useUserColumns = (address: ListAddress, view: ActiveView | null) => {
  const { failed } = useFeedback();
  const { data, isLoading, isFetching } = usePreferencesQuery(undefined, { refetchOnMountOrArgChange: true });
  const [save] = useUpdatePreferencesMutation();
  // One after the other, so that the last choice is the one that stays.
  const saved = useRef<Promise<unknown>>(Promise.resolve());
  /** What was chosen last, until it is saved: the next choice begins with it, however long the server takes. */
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
    /** Whether they are one's own, and not those of a view or a link. */
    isOwn,
    isLoading,
    /** Whether one can choose: an answer that is still on its way would show the columns of before. */
    canChoose: !isOwn || !isFetching,
    choose,
  };
};
export type UserColumns = ReturnType<typeof useUserColumns>;
