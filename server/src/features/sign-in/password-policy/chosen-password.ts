import { AsyncLocalStorage } from 'node:async_hooks';

/** A password already found acceptable in the current operation. */
type Chosen = {
  password: string;
  /** Computed before the transaction, which mustn't be kept open by hashing; null: not computed yet. */
  hash: string | null;
  /** The panel user who chose it for themself, with a link; null: any user's. */
  ownerId: number | null;
};

const chosen = new AsyncLocalStorage<Chosen>();

/** Inside `set`, Strapi's own functions included, the password isn't checked again. */
export const withChosen = <T>(
  { password, hash = null, ownerId = null }: Partial<Chosen> & { password: string },
  set: () => Promise<T>,
): Promise<T> => chosen.run({ password, hash, ownerId }, set);

/** The chosen password's facts, if this is it; else null. */
export const chosenAs = (password: unknown): Chosen | null => {
  const known = chosen.getStore();
  return known && known.password === password ? known : null;
};
