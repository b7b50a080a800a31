import { getFetchClient } from '@strapi/strapi/admin';

import type { Contract } from '../../../shared/contracts/contract';
import type { ArgsOf } from './contract-args';
import { requestOf } from './gatehouse-api';

/** Downloads the file that a route answers with. It is not cached. */
export const downloadOf = async <C extends Contract>(contract: C, args: ArgsOf<C>): Promise<Blob> => {
  const { url, config } = requestOf(contract, args);
  const { data, status } = await getFetchClient().get<Blob>(url, {
    ...config,
    responseType: 'blob',
    // For blobs, Strapi's client (5.54) hides why a request failed.
    validateStatus: (code) => code === 403,
  });
  if (status === 403) throw (JSON.parse(await data.text()) as { error: unknown }).error;
  return data;
};
