import { adminApi } from '@strapi/strapi/admin';

type Action = { type: string; payload?: unknown };
type Store = { dispatch: (action: Action) => unknown; getState: () => unknown };
type Selector = (state: unknown) => { data?: unknown };

/** Whose pages the panel shows. */
export type Owner = { id: string; email: string };

let store: Store | undefined;

/** A middleware that lets everything through: Strapi gives its store to nobody else outside of React. */
export const keepStore = () => (panelStore: Store) => {
  store = panelStore;
  return (next: (action: never) => unknown) => (action: never) => next(action);
};

export const dispatch = (action: Action) => store?.dispatch(action);

/** Null while nobody is signed in, and until the first page of whoever is has loaded: there is nothing to lose before that. */
export const owner = (): Owner | null => {
  const state = store?.getState() as { admin_app?: { token?: unknown } } | undefined;
  if (!state?.admin_app?.token) return null;
  const { getMe } = adminApi.endpoints as unknown as Record<string, { select: () => Selector } | undefined>;
  const { id, email } = (getMe?.select()(state).data ?? {}) as { id?: unknown; email?: unknown };
  return id === undefined ? null : { id: String(id), email: typeof email === 'string' ? email : '' };
};
