import { hooksThrough } from './hooks';
import { httpAt } from './http';
import { peopleAt } from './people';

export type Vocabulary = ReturnType<typeof vocabularyAt>;

/** Every verb the tests use, for one server. */
export const vocabularyAt = (url: () => string) => {
  const http = httpAt(url);
  const hooks = hooksThrough(http);
  return { http, ...hooks, ...peopleAt(http, hooks) };
};
