/**
 * For a look-up of what somebody typed, which may be a password in the wrong field: knex writes the values of a statement
 * into what it throws, and that goes into the log of the server.
 */
export const withoutValues = <T>(lookUp: PromiseLike<T>): Promise<T> =>
  Promise.resolve(lookUp).catch((error: unknown) => {
    const { code } = error as { code?: unknown };
    throw Object.assign(new Error(`a name could not be looked up (${String(code)})`), { code });
  });
