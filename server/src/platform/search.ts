import type { Knex } from 'knex';

import { askedFor, isFound, searchTextOfNames } from '../../../shared/search';
import { escapeLike } from './database';

/** What an index of trigrams can look for; for anything else PostgreSQL would read it from end to end, and every row. */
const HAS_TRIGRAM = /[a-z0-9]{3}/;

/**
 * Rows whose search text (`searchTextOf`) contains what was typed. Compares bytes on MariaDB: by its
 * collation, it would find other rows than the other databases do.
 */
export const whereFound = (query: Knex.QueryBuilder, column: string, typed: string) => {
  const { dialect } = query.client as { dialect?: string };
  const binary = /mysql/.test(String(dialect)) ? 'binary ' : '';
  const like = (all: Knex.QueryBuilder, spelling: string) => {
    const text = dialect === 'postgresql' && !HAS_TRIGRAM.test(spelling) ? `(?? || '')` : '??';
    return all.orWhereRaw(`${text} like ${binary}? escape '!'`, [column, `%${escapeLike(spelling)}%`]);
  };
  const { words, number } = askedFor(typed);
  return query.where((either) => {
    if (number !== null) void like(either, number);
    void either.orWhere((every) => {
      for (const spellings of words)
        void every.where((one) => {
          for (const spelling of spellings) void like(one, spelling);
        });
    });
  });
};

/** The same for a short list in memory: the items found by their names, or all if nothing was typed. */
export const foundIn = <T>(
  all: readonly T[],
  typed: string | undefined,
  namesOf: (one: T) => string[],
): T[] => {
  if (!typed) return [...all];
  const asked = askedFor(typed);
  return all.filter((one) => isFound(searchTextOfNames(...namesOf(one)), asked));
};
