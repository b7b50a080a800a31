import { z } from 'zod';

import { parseRange } from './domain/ip-range';

const range = z.string().superRefine((text, context) => {
  const parsed = parseRange(text);
  if ('refused' in parsed) context.addIssue({ code: 'custom', message: `${text}: ${parsed.refused}` });
});

/** What an operator decides at deployment, in `config/plugins`. What an admin may change is the policy. */
export const configSchema = z.strictObject({
  /** Addresses and CIDRs of the reverse proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: z.array(range).default([]),
  /** Where failures per address are counted, if not in the project's own database: `redis://…`. Needs `ioredis`. */
  redisUrl: z.url({ protocol: /^rediss?$/ }).optional(),
  loginAttempts: z
    .strictObject({
      /** Days after which attempts are deleted. */
      retentionDays: z.number().int().min(1).max(36_500).default(400),
    })
    .prefault({}),
  signIn: z
    .strictObject({
      /** Milliseconds from the start of the request before which no refusal leaves; longer than a comparison takes. */
      refusalFloorMs: z.number().int().min(0).max(10_000).default(400),
      /** Sign-ins being decided at a time; past it every further one is told to come back. */
      maxInProgress: z.number().int().min(1).max(10_000).default(256),
    })
    .prefault({}),
});
export type Config = z.output<typeof configSchema>;

/** In the form Strapi asks of a plugin. */
export const config = {
  default: {},
  validator: (given: unknown) => {
    const result = configSchema.safeParse(given);
    if (!result.success) throw new Error(`[gatehouse] config/plugins: ${z.prettifyError(result.error)}`);
  },
};
