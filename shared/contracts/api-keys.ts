import { z } from 'zod';

import { API_KEY_KINDS } from '../constants';
import { byId, contract, id, isoDate, nameOf } from './contract';

/** Days that a key is valid for where nothing else is said. */
export const SUGGESTED_KEY_DAYS = 90;
/** Hours that a key goes on beside the one that takes its place, unless told. */
export const SUGGESTED_OVERLAP_HOURS = 24;
const MAX_OVERLAP_HOURS = 30 * 24;
/** Of one user at a time, the expired ones included. */
export const MAX_KEYS = 20;

/** A key of an API-only user: an API token of Strapi's, without what it is used with. */
export const apiKey = z.object({
  id,
  /** Strapi's own number of the token. */
  tokenId: id,
  /** `content-api`: what the user's roles give of the Content API. `admin`: what they permit in the panel, over HTTP. */
  kind: z.enum(API_KEY_KINDS),
  description: z.string(),
  createdBy: z.string(),
  createdAt: isoDate,
  /** Null: it never expires. */
  expiresAt: isoDate.nullable(),
  /** Strapi writes it down once an hour at most. */
  lastUsedAt: isoDate.nullable(),
  isExpired: z.boolean(),
  /** Whether another has taken its place, beside which it goes on until it expires. */
  isReplaced: z.boolean(),
});
export type ApiKey = z.output<typeof apiKey>;

/** With the secret: this answer alone holds it. */
const newApiKey = apiKey.extend({ key: z.string() });

const expiresAt = isoDate.nullable().optional();

export const listApiKeys = contract({
  method: 'GET',
  path: '/users/:id/api-keys',
  permissions: ['api-keys.read'],
  params: byId,
  response: z.array(apiKey),
});

export const createApiKey = contract({
  method: 'POST',
  path: '/users/:id/api-keys',
  permissions: ['api-keys.create'],
  params: byId,
  body: z.strictObject({
    description: nameOf(255),
    kind: z.enum(API_KEY_KINDS).default('content-api'),
    /** Null: never. Left out: as many days as are suggested. */
    expiresAt,
  }),
  response: newApiKey,
  status: 201,
});

/** A new key in place of one, which goes on for some hours so that nothing stands still meanwhile. */
export const rotateApiKey = contract({
  method: 'POST',
  path: '/api-keys/:id/rotate',
  permissions: ['api-keys.create'],
  scope: 'narrowed',
  params: byId,
  body: z.strictObject({
    overlapHours: z.number().int().min(0).max(MAX_OVERLAP_HOURS).default(SUGGESTED_OVERLAP_HOURS),
    /** Left out: valid for as long as the one before was. */
    expiresAt,
  }),
  response: newApiKey,
  status: 201,
});

/** From the next request on nobody uses it. */
export const revokeApiKey = contract({
  method: 'DELETE',
  path: '/api-keys/:id',
  permissions: ['api-keys.revoke'],
  scope: 'narrowed',
  params: byId,
  response: apiKey,
});
