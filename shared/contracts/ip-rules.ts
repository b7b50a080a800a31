import { z } from 'zod';

import { MAX_TYPED_RANGE, RULE_SCOPES, type RuleScope } from '../constants';
import { asciiTyped } from '../typed';
import { byId, contract, id, idInPath, isoDate, line, listMeta, paging, sortBy } from './contract';

/** Rules for one user, one role, and everyone: each of their requests is checked against all of them. */
export const MAX_IP_RULES: Record<RuleScope, number> = { user: 100, role: 200, everyone: 500 };

export const ipRule = z.object({
  id,
  scope: z.enum(RULE_SCOPES),
  user: z.object({ id, userName: z.string() }).nullable(),
  role: z.object({ id, name: z.string() }).nullable(),
  /** As entered, in its canonical spelling. */
  range: z.string(),
  note: z.string().nullable(),
  createdAt: isoDate,
  updatedAt: isoDate,
});
export type IpRule = z.output<typeof ipRule>;

// `parseRange` checks the meaning.
const range = z.string().min(1).max(MAX_TYPED_RANGE).transform(asciiTyped);
const note = line(255)
  .transform((text) => text || null)
  .nullable()
  .optional();

const fitsItsScope = (rule: { scope: string; user?: number; role?: number }) =>
  (rule.user !== undefined) === (rule.scope === 'user') &&
  (rule.role !== undefined) === (rule.scope === 'role');

export const listIpRules = contract({
  method: 'GET',
  path: '/ip-rules',
  permissions: ['ip-rules.read'],
  scope: 'narrowed',
  query: z.strictObject({
    ...paging,
    sort: sortBy(['createdAt', 'range'], 'createdAt:asc'),
    filters: z
      .strictObject({
        scope: z.strictObject({ $eq: z.enum(RULE_SCOPES) }).optional(),
        user: z.strictObject({ $eq: idInPath }).optional(),
        role: z.strictObject({ $eq: idInPath }).optional(),
      })
      .default({}),
  }),
  response: z.array(ipRule),
  meta: listMeta,
});

export const createIpRule = contract({
  method: 'POST',
  path: '/ip-rules',
  permissions: ['ip-rules.create'],
  scope: 'narrowed',
  body: z
    .strictObject({
      scope: z.enum(RULE_SCOPES),
      user: id.optional(),
      role: id.optional(),
      range,
      note,
      confirmSelfLockout: z.boolean().optional(),
    })
    .refine(fitsItsScope, { path: ['scope'], message: 'user and role go with the scope of that name' }),
  response: ipRule,
  status: 201,
});

export const updateIpRule = contract({
  method: 'PUT',
  path: '/ip-rules/:id',
  permissions: ['ip-rules.update'],
  scope: 'narrowed',
  params: byId,
  body: z.strictObject({ range: range.optional(), note, confirmSelfLockout: z.boolean().optional() }),
  response: ipRule,
});

export const deleteIpRule = contract({
  method: 'DELETE',
  path: '/ip-rules/:id',
  permissions: ['ip-rules.delete'],
  scope: 'narrowed',
  params: byId,
  query: z.strictObject({
    confirmSelfLockout: z
      .enum(['true', 'false'])
      .transform((text) => text === 'true')
      .optional(),
  }),
  response: ipRule,
});
