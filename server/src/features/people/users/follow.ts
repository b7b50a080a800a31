import { everyHour } from '../../../platform/every-hour';
import type { Strapi } from '../../../platform/strapi';
import { addSearchIndex } from './search-index';

/** Within an hour a directory that has grown is searched by an index. */
export const scheduleSearchIndex = (strapi: Strapi) =>
  everyHour(strapi, {
    name: 'gatehouseSearchIndex',
    minute: 53,
    work: () => addSearchIndex(strapi),
    failure: 'the index for searching users could not be made',
  });
