import { useState } from 'react';

import type { User } from '../../../../../../shared/contracts/users';
import type { UserListQuery } from '../../../../api/users';

/** What the users were chosen from: another search or filter resets the choice. */
type Source = Pick<UserListQuery, 'filters' | '_q'>;
type Chosen = { source: string; users: readonly User[]; isAll: boolean };

/** Users ticked in the list, across all its pages; or all that match its search and filters. */
export const useSelection = (
  { filters, _q }: Source,
  page: readonly User[],
  total: number,
  isCapped = false,
) => {
  const source = JSON.stringify([filters, _q]);
  const [chosen, setChosen] = useState<Chosen>({ source, users: [], isAll: false });
  const { users, isAll } = chosen.source === source ? chosen : { users: [], isAll: false };
  const choose = (next: readonly User[], all = false) => setChosen({ source, users: next, isAll: all });

  return {
    /** In the order they were ticked; if all that match are chosen, those on this page. */
    users: isAll ? page : users,
    count: isAll ? total : users.length,
    isAll,
    /** Whether this page is fully ticked, and more users match than are ticked, whose number is known. */
    canChooseAll:
      !isAll &&
      !isCapped &&
      total > users.length &&
      page.every(({ id }) => users.some((user) => user.id === id)),
    onPage: isAll ? [...page] : page.filter(({ id }) => users.some((user) => user.id === id)),
    setOnPage: (ticked: readonly User[]) => {
      const elsewhere = isAll ? [] : users.filter(({ id }) => !page.some((user) => user.id === id));
      choose([...elsewhere, ...ticked]);
    },
    chooseAll: () => choose([], true),
    clear: () => choose([]),
    /** The chosen users, as the API takes them. */
    asked: isAll ? { filters: filters ?? {}, _q } : { ids: users.map(({ id }) => id) },
  };
};
export type Selection = ReturnType<typeof useSelection>;
