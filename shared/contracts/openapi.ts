import { z } from 'zod';

import { contract } from './contract';

export const getOpenApi = contract({
  method: 'GET',
  path: '/openapi.json',
  permissions: ['policy.read'],
  scope: 'open',
  response: z.undefined(),
  mediaType: 'application/json',
});
