import { AsyncLocalStorage } from 'node:async_hooks';

/** A password that has been found acceptable, in what is under way. */
type Chosen = {
  password: string;
  /** Made before the transaction, which must not be held open while it is; null: yet to be made. */
  hash: string | null;
  /** The panel user who chose it for themself, with a link; null: it may be anybody's. */
  ownerId: number | null;
};

const chosen = new AsyncLocalStorage<Chosen>();

/** Further inside `set`, Strapi's own functions included, it is not asked about again. */
export const withChosen = <T>(
  { password, hash = null, ownerId = null }: Partial<Chosen> & { password: string },
  set: () => Promise<T>,
): Promise<T> => chosen.run({ password, hash, ownerId }, set);

/** What is known of it, where this is the password that was chosen. */
export const chosenAs = (password: unknown): Chosen | null => {
  const known = chosen.getStore();
  return known && known.password === password ? known : null;
};
