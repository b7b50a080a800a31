import { inspect } from 'node:util';

import { errors } from '@strapi/utils';

import { GatehouseError } from '../platform/errors';

/** Runs `work` and turns refusals into errors that Strapi's forms and commands understand. */
export const asStrapi = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw asStrapis(error);
  }
};

export const asStrapis = (error: unknown) =>
  error instanceof GatehouseError ? inOneSentence(strapisOf(error)) : error;

/** Strapi's commands print all of an error (strapi/src/cli/utils/helpers.ts, 5.54): no use to people. */
const inOneSentence = (error: Error) =>
  Object.defineProperty(error, inspect.custom, { value: () => `gatehouse: ${error.message}` });

const strapisOf = (error: GatehouseError) => {
  const { message, status, details } = error;
  if (status === 403) return new errors.PolicyError(message, details);
  if (status === 404) return new errors.NotFoundError(message, details);
  return new errors.ValidationError(message, {
    ...details,
    errors: details.errors?.map((problem) => ({ ...problem, name: 'ValidationError' })),
  });
};
