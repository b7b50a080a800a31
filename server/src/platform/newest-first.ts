import type { Knex } from 'knex';

type Entry = { id: number; createdAt: string };

/**
 * All that a query finds, newest first, in pages read on demand; rows added meanwhile are left out.
 * `isByDate`: the query is sorted by date and id, not by id alone.
 */
export const pagesNewestFirst = async function* <T extends Entry>({
  query,
  read,
  isByDate,
  pageSize,
}: {
  query: () => Knex.QueryBuilder;
  read: (query: Knex.QueryBuilder) => Promise<T[]>;
  isByDate: boolean;
  pageSize: number;
}): AsyncGenerator<T[]> {
  let last: T | undefined;
  do {
    const next = query();
    if (last && isByDate) {
      const { id, createdAt } = last;
      const at = new Date(createdAt);
      // One range of the index; a comparison of pairs would be two of them on MariaDB.
      next
        .where('created_at', '<=', at)
        .where((q) => void q.where('created_at', '<', at).orWhere('id', '<', id));
    } else if (last) next.where('id', '<', last.id);
    const page = await read(next.limit(pageSize));
    if (page.length > 0) yield page;
    last = page.length === pageSize ? page.at(-1) : undefined;
  } while (last);
};
