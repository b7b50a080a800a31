import { adminApi } from '@strapi/strapi/admin';

type Action = { type: string; payload?: unknown };
type Store = { dispatch: (action: Action) => unknown; getState: () => unknown };
type Selector = (state: unknown) => { data?: unknown };

/** The user whose pages the panel shows. */
export type Owner = { id: string; email: string };

let store: Store | undefined;

/** A middleware that only keeps the store: Strapi does not expose it outside React. */
export const keepStore = () => (panelStore: Store) => {
  store = panelStore;
  return (next: (action: never) => unknown) => (action: never) => next(action);
};

export const dispatch = (action: Action) => store?.dispatch(action);

/** Null while nobody is signed in, and until their first page has loaded: nothing can be lost before. */
export const owner = (): Owner | null => {
  const state = store?.getState() as { admin_app?: { token?: unknown } } | undefined;
  if (!state?.admin_app?.token) return null;
  const { getMe } = adminApi.endpoints as unknown as Record<string, { select: () => Selector } | undefined>;
  const { id, email } = (getMe?.select()(state).data ?? {}) as { id?: unknown; email?: unknown };
  return id === undefined ? null : { id: String(id), email: typeof email === 'string' ? email : '' };
};
