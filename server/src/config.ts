import { z } from 'zod';

import { parseRange } from './domain/ip-range';
import { keyOf } from './domain/webhook-signature';

const range = z.string().superRefine((text, context) => {
  const parsed = parseRange(text);
  if ('refused' in parsed) context.addIssue({ code: 'custom', message: `${text}: ${parsed.refused}` });
});

export type Sms = { to: string; text: string };
/** Sends one SMS; throws if it could not. `to` is E.164. */
export type SmsProvider = { send: (sms: Sms) => Promise<void> };

/** What sends SMS: an HTTP gateway, a line in the log during development, or the project's own provider. */
const smsConfig = z.union([
  z.strictObject({
    provider: z.literal('http'),
    url: z.url({ protocol: /^https?$/ }),
    /** Signs what is sent: 24 to 64 bytes in base64, by convention after `whsec_`. */
    secret: z.string().refine((text) => {
      const { length } = keyOf(text);
      return length >= 24 && length <= 64;
    }, 'must be 24 to 64 bytes in base64'),
    /** The sender, if the gateway asks for one. */
    from: z.string().min(1).max(20).optional(),
  }),
  z.strictObject({ provider: z.literal('log') }),
  z.strictObject({
    provider: z.custom<SmsProvider>(
      (value) => typeof (value as SmsProvider | null)?.send === 'function',
      "must be 'http', 'log' or an object with a function send({ to, text })",
    ),
  }),
]);
/** The location of an address, as text to show; null if it is not known. */
export type Locate = (address: string) => string | null | Promise<string | null>;

/** What an operator decides at deployment, in `config/plugins`. What an admin may change is the policy. */
export const configSchema = z.strictObject({
  /** Whether to start Strapi (`warn`) if its code that lets people in does more than was reviewed. */
  compatibility: z.enum(['strict', 'warn']).default('strict'),
  /** Addresses and CIDRs of the reverse proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: z.array(range).default([]),
  /** Where failures per address are counted, if not in the database: `redis://…`. Needs `ioredis`. */
  redisUrl: z.url({ protocol: /^rediss?$/ }).optional(),
  /**
   * Seals what is kept only until used, like a mail's link. Default: Strapi's `admin.secrets.encryptionKey`.
   */
  encryptionKey: z.string().min(16).optional(),
  /** What mails call the project; by default, the name in its `package.json`. */
  projectName: z.string().min(1).max(100).optional(),
  /** Shown with sessions; called while somebody waits for the list of them. */
  locate: z
    .custom<Locate>((value) => typeof value === 'function', 'must be a function of an address')
    .optional(),
  dac: z
    .strictObject({
      /** The field of entries that has the code of their DAC group. */
      field: z
        .string()
        .regex(/^[A-Za-z]\w*$/, 'must be the name of a field')
        .default('dacGroup'),
    })
    .prefault({}),
  loginAttempts: z
    .strictObject({
      /** Days after which attempts, and mails of the communication log, are deleted. */
      retentionDays: z.number().int().min(1).max(36_500).default(400),
    })
    .prefault({}),
  passwords: z
    .strictObject({
      /** Where the policy's `breachLookup` asks; mirrors must answer as Have I Been Pwned does. */
      breachLookupUrl: z.url({ protocol: /^https?$/ }).default('https://api.pwnedpasswords.com'),
    })
    .prefault({}),
  /** What sends SMS; without it there are no codes by SMS. */
  sms: smsConfig.optional(),
  signIn: z
    .strictObject({
      /** Minimum milliseconds from request to refusal; longer than a comparison takes. */
      refusalFloorMs: z.number().int().min(0).max(10_000).default(400),
      /** Maximum of sign-ins being decided at a time; any more are told to come back. */
      maxInProgress: z.number().int().min(1).max(10_000).default(256),
    })
    .prefault({}),
});
export type Config = z.output<typeof configSchema>;

/** In the form Strapi expects of a plugin. */
export const config = {
  default: {},
  validator: (value: unknown) => {
    const result = configSchema.safeParse(value);
    if (!result.success) throw new Error(`[gatehouse] config/plugins: ${z.prettifyError(result.error)}`);
  },
};
