import { adminApi } from '@strapi/strapi/admin';

import { PLUGIN_ID } from '../../../../shared/constants';
import { refusalOf } from '../../api/refusal';
import { beginStep } from './steps';

type Store = { dispatch: (action: never) => unknown; getState: () => unknown };
type Rejected = { type?: string; payload?: unknown; meta?: { arg?: { endpointName?: string } } };
type Query = { status: string; endpointName?: string; originalArgs?: unknown; error?: unknown };

const isAsked = (error: unknown) => refusalOf(error).code === 'NEW_PASSWORD_REQUIRED';

/** Asks once more for what was refused meanwhile. */
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

/** What a page of Strapi's own asked for: it shows the refusal, and can be saved once more when there is a proof. */
const isStrapis = ({ meta }: Rejected) => !meta?.arg?.endpointName?.startsWith(PLUGIN_ID);

/** Sees what is refused until a new password is chosen, or a fresh proof given, from whichever page, and asks for it. */
export const seeWhatIsAsked =
  () => (store: Store) => (next: (action: never) => unknown) => (action: never) => {
    const { type, payload } = action as Rejected;
    if (type?.endsWith('/rejected')) {
      if (isAsked(payload)) beginStep({ kind: 'must-change', finish: () => askAgain(store) });
      if (refusalOf(payload).code === 'STEP_UP_REQUIRED' && isStrapis(action))
        beginStep({ kind: 'step-up', finish: () => undefined });
    }
    return next(action);
  };
