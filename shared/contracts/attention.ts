import { z } from 'zod';

import { ATTENTION_NAMES } from '../users/attention';
import { contract } from './contract';

/** How many users each of `ATTENTION` is about, as far as the caller may see them. */
export const getAttention = contract({
  method: 'GET',
  path: '/attention',
  permissions: ['users.read'],
  sometimes: ['api-keys.read'],
  scope: 'narrowed',
  response: z.array(
    z.object({
      about: z.enum(ATTENTION_NAMES),
      users: z.number(),
      /** There are more than are counted. */
      isCapped: z.boolean(),
    }),
  ),
});
