import { adminApi } from '@strapi/strapi/admin';

import { refusalOf } from '../../../api/refusal';
import { beginStep } from './steps';

type Store = { dispatch: (action: never) => unknown; getState: () => unknown };
type Rejected = { type?: string; payload?: unknown };
type Query = { status: string; endpointName?: string; originalArgs?: unknown; error?: unknown };

const isAsked = (error: unknown) => refusalOf(error).code === 'NEW_PASSWORD_REQUIRED';

/** Repeats the queries that were refused meanwhile. */
const askAgain = ({ dispatch, getState }: Store) => {
  const { queries } = (getState() as { adminApi: { queries: Record<string, Query | undefined> } }).adminApi;
  const endpoints = adminApi.endpoints as unknown as Record<
    string,
    { initiate: (args: unknown, options: object) => never }
  >;
  for (const query of Object.values(queries))
    if (query?.endpointName && isAsked(query.error))
      dispatch(
        endpoints[query.endpointName]?.initiate(query.originalArgs, {
          forceRefetch: true,
          subscribe: false,
        }) as never,
      );
};

/** Asks for a new password as soon as a request from any page is refused until one is chosen. */
export const seeWhatIsAsked =
  () => (store: Store) => (next: (action: never) => unknown) => (action: never) => {
    const { type, payload } = action as Rejected;
    if (type?.endsWith('/rejected') && isAsked(payload))
      beginStep({ kind: 'must-change', finish: () => askAgain(store) });
    return next(action);
  };
