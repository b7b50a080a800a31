import { z } from 'zod';

import { API_KEY_KINDS } from '../constants';
import { byId, contract, id, isoDate, nameOf } from './contract';

/** Days that a key is valid unless told otherwise. */
export const SUGGESTED_KEY_DAYS = 90;
/** Hours that a replaced key stays valid unless told otherwise. */
export const SUGGESTED_OVERLAP_HOURS = 24;
const MAX_OVERLAP_HOURS = 30 * 24;
/** Per user at a time, including expired ones. */
export const MAX_KEYS = 20;

/** A key of an API-only user: a Strapi API token, without its secret. */
export const apiKey = z.object({
  id,
  /** Strapi's own id of the token. */
  tokenId: id,
  /** `content-api`: the roles' Content API actions. `admin`: what they permit in the panel, over HTTP. */
  kind: z.enum(API_KEY_KINDS),
  description: z.string(),
  createdBy: z.string(),
  createdAt: isoDate,
  /** Null: it never expires. */
  expiresAt: isoDate.nullable(),
  /** Strapi records it once an hour at most. */
  lastUsedAt: isoDate.nullable(),
  isExpired: z.boolean(),
  /** Whether another has replaced it; it stays valid until it expires. */
  isReplaced: z.boolean(),
});
export type ApiKey = z.output<typeof apiKey>;

/** Where a GET request is answered as the user's roles give it now; null if they give none of the Content API. */
export const exampleUrl = z.string().nullable();

/** With the secret, which only this answer contains. */
const newApiKey = apiKey.extend({ key: z.string(), exampleUrl });

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
    /** Null: never. Left out: after `SUGGESTED_KEY_DAYS`. */
    expiresAt,
  }),
  response: newApiKey,
  status: 201,
});

/** Replaces a key; the old one stays valid for some hours so that nothing stops meanwhile. */
export const rotateApiKey = contract({
  method: 'POST',
  path: '/api-keys/:id/rotate',
  permissions: ['api-keys.create'],
  scope: 'narrowed',
  params: byId,
  body: z.strictObject({
    overlapHours: z.number().int().min(0).max(MAX_OVERLAP_HOURS).default(SUGGESTED_OVERLAP_HOURS),
    /** Left out: valid for as long as the previous one was. */
    expiresAt,
  }),
  response: newApiKey,
  status: 201,
});

/** No longer accepted, from the next request on. */
export const revokeApiKey = contract({
  method: 'DELETE',
  path: '/api-keys/:id',
  permissions: ['api-keys.revoke'],
  scope: 'narrowed',
  params: byId,
  response: apiKey,
});
