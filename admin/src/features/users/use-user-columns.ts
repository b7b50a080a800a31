import { usePersistentState } from '@strapi/strapi/admin';

import { PLUGIN_ID } from '../../../../shared/constants';
import type { UserSortField } from '../../../../shared/contracts/users';
import { DEFAULT_COLUMNS, USER_COLUMNS } from './user-columns';

/** Which columns the list shows. Remembered by the browser. */
export const useUserColumns = () => {
  const [chosen, setChosen] = usePersistentState<readonly UserSortField[]>(
    `${PLUGIN_ID}.users.columns`,
    DEFAULT_COLUMNS,
  );
  // What an older version stored may be anything.
  const names: readonly UserSortField[] = Array.isArray(chosen) ? chosen : DEFAULT_COLUMNS;
  const isShown = (name: UserSortField) => names.includes(name);
  const columns = USER_COLUMNS.filter(({ name }) => isShown(name));

  return {
    columns: columns.length > 0 ? columns : USER_COLUMNS.filter(({ name }) => DEFAULT_COLUMNS.includes(name)),
    isShown,
    toggle: (name: UserSortField) =>
      setChosen(isShown(name) ? names.filter((other) => other !== name) : [...names, name]),
    reset: () => setChosen(DEFAULT_COLUMNS),
  };
};
export type UserColumns = ReturnType<typeof useUserColumns>;
