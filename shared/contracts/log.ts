import { z } from 'zod';

import { byId, contract, id, isoDate, listMeta, multiline, paging } from './contract';

export const logEntry = z.object({
  id,
  kind: z.enum(['note', 'change']),
  /** What was done, such as `locked` or `updated`; `note` for a note. */
  action: z.string(),
  /** What changed: field → its value before and after. Secrets never appear. */
  changes: z.record(z.string(), z.object({ before: z.unknown(), after: z.unknown() })).nullable(),
  text: z.string().nullable(),
  /** Who did it; null where it was Strapi itself or the command line. The name stays when the user is deleted. */
  actor: z.object({ id: id.nullable(), name: z.string() }),
  ip: z.string().nullable(),
  createdAt: isoDate,
});
export type LogEntry = z.output<typeof logEntry>;

export const listLog = contract({
  method: 'GET',
  path: '/users/:id/log',
  permissions: ['log.read'],
  params: byId,
  query: z.strictObject({ ...paging }),
  response: z.array(logEntry),
  meta: listMeta,
});

export const addNote = contract({
  method: 'POST',
  path: '/users/:id/notes',
  permissions: ['log.note'],
  params: byId,
  body: z.strictObject({ text: multiline(5000) }),
  response: logEntry,
  status: 201,
});
