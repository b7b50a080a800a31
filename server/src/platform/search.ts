import type { Knex } from 'knex';

import { askedFor, isFound, searchTextOfNames } from '../../../shared/search';
import { escapeLike } from './database';

/**
 * Those in whose search text (`searchTextOf`) is what somebody typed. MariaDB compares byte by byte: left to its collation,
 * it would find others than the other databases do.
 */
export const whereFound = (query: Knex.QueryBuilder, column: string, typed: string) => {
  const binary = /mysql/.test(String((query.client as { dialect?: string }).dialect)) ? 'binary ' : '';
  const like = (all: Knex.QueryBuilder, spelling: string) =>
    all.orWhereRaw(`?? like ${binary}? escape '!'`, [column, `%${escapeLike(spelling)}%`]);
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

/** The same of a short list, which is read whole: those of it by whose names they are found; all, where nothing is asked for. */
export const foundIn = <T>(
  all: readonly T[],
  typed: string | undefined,
  namesOf: (one: T) => string[],
): T[] => {
  if (!typed) return [...all];
  const asked = askedFor(typed);
  return all.filter((one) => isFound(searchTextOfNames(...namesOf(one)), asked));
};
