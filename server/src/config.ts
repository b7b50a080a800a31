import { z } from 'zod';

import { parseRange } from './domain/ip-range';
import { keyOf } from './domain/webhook-signature';

const range = z.string().superRefine((text, context) => {
  const parsed = parseRange(text);
  if ('refused' in parsed) context.addIssue({ code: 'custom', message: `${text}: ${parsed.refused}` });
});

export type Sms = { to: string; text: string };
/** Sends one SMS; throws where it could not. `to` is E.164. */
export type SmsProvider = { send: (sms: Sms) => Promise<void> };

/** What sends SMS: an HTTP gateway, a line in the log while one develops, or a provider of the project's own. */
const smsConfig = z.union([
  z.strictObject({
    provider: z.literal('http'),
    url: z.url({ protocol: /^https?$/ }),
    /** Signs what is sent: 24 to 64 bytes in base64, by custom after `whsec_`. */
    secret: z.string().refine((text) => {
      const { length } = keyOf(text);
      return length >= 24 && length <= 64;
    }, 'must be 24 to 64 bytes in base64'),
    /** Whom it is from, where the gateway asks for that. */
    from: z.string().min(1).max(20).optional(),
  }),
  z.strictObject({ provider: z.literal('log') }),
  z.strictObject({
    provider: z.custom<SmsProvider>(
      (given) => typeof (given as SmsProvider | null)?.send === 'function',
      "must be 'http', 'log' or an object with a function send({ to, text })",
    ),
  }),
]);
/** Where an address is, in words to show; null where it is not known. */
export type Locate = (address: string) => string | null | Promise<string | null>;

/** What an operator decides at deployment, in `config/plugins`. What an admin may change is the policy. */
export const configSchema = z.strictObject({
  /** Whether a version of Strapi that lets somebody in by other questions than were read is started all the same. */
  compatibility: z.enum(['strict', 'warn']).default('strict'),
  /** Addresses and CIDRs of the reverse proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: z.array(range).default([]),
  /** Where failures per address are counted, if not in the project's own database: `redis://…`. Needs `ioredis`. */
  redisUrl: z.url({ protocol: /^rediss?$/ }).optional(),
  /** Seals what is kept only until it is used, such as the link in a mail. Strapi's `admin.secrets.encryptionKey` unless set. */
  encryptionKey: z.string().min(16).optional(),
  /** What mails call the project; the name in its `package.json` unless set. */
  projectName: z.string().min(1).max(100).optional(),
  /** Shown with sessions; asked while somebody waits for their list. */
  locate: z
    .custom<Locate>((given) => typeof given === 'function', 'must be a function of an address')
    .optional(),
  dac: z
    .strictObject({
      /** The field of entries in which the code of their DAC group stands. */
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
      /** Where the policy's `breachLookup` asks; a mirror of one's own answers as Have I Been Pwned does. */
      breachLookupUrl: z.url({ protocol: /^https?$/ }).default('https://api.pwnedpasswords.com'),
    })
    .prefault({}),
  /** What sends SMS; without it there are no codes by SMS. */
  sms: smsConfig.optional(),
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
