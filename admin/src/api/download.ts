import { deepEncodeQueryValues, getFetchClient } from '@strapi/strapi/admin';

import type { Contract } from '../../../shared/contracts/contract';
import { requestOf } from './gatehouse-api';

/** The file that a route answers with, which is nothing to remember. */
export const downloadOf = async (contract: Contract, query: object): Promise<Blob> => {
  const { url } = requestOf(contract) as { url: string };
  const { data, status } = await getFetchClient().get<Blob>(url, {
    params: deepEncodeQueryValues(query),
    responseType: 'blob',
    // Strapi's client (5.54) keeps why to itself where a file is asked for.
    validateStatus: (code) => code === 403,
  });
  if (status === 403) throw (JSON.parse(await data.text()) as { error: unknown }).error;
  return data;
};
