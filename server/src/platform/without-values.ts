/**
 * For looking up typed text, which may be a password in the wrong field: knex puts a statement's values into
 * its errors, and those go into the server's log.
 */
export const withoutValues = <T>(lookUp: PromiseLike<T>): Promise<T> =>
  Promise.resolve(lookUp).catch((error: unknown) => {
    const { code } = error as { code?: unknown };
    throw Object.assign(new Error(`a name could not be looked up (${String(code)})`), { code });
  });
