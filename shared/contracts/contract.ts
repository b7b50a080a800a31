import { z } from 'zod';

import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../constants';
import type { Permission } from '../permissions';
import { refusal } from '../refusals';
import { isTimeZone } from '../time-zones';
import { isVisible } from '../visible-name';

/**
 * How far a route reaches for callers limited to their own accounts. `own`: what is their own. `user`: the
 * user whose id is in the path. `narrowed`: the service keeps to the actor's scope. `open`: what applies to
 * everybody, and is only read. `everybody`: refused.
 */
export type RouteScope = 'own' | 'user' | 'narrowed' | 'open' | 'everybody';

/**
 * One route of the panel API: what it takes, what it answers, and the permissions it needs (all of them; none
 * if every panel user may do it to what is their own).
 */
export type Contract<
  R extends z.ZodType = z.ZodType,
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  M extends z.ZodType = z.ZodType,
> = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/gatehouse`, with koa-router parameters. */
  path: string;
  permissions: readonly Permission[];
  /** For callers not signed in, such as with a challenge or a link; else a panel session is needed. */
  isOpen: boolean;
  /** Needed by only some of its requests: the service knows which. */
  sometimes: readonly Permission[];
  scope: RouteScope;
  params: P;
  query: Q;
  body: B;
  /** The shape of `data`; undeclared fields are cut off before the answer leaves. */
  response: R;
  meta: M;
  status: number;
  /** Of some answers, such as for requests that become a job. */
  otherStatus?: number;
  /** Of a file, which has no `data`. */
  mediaType?: string;
};

const nothing = z.strictObject({});
export type Nothing = typeof nothing;
const noMeta = z.undefined();

/** Fills in what most routes leave out: an omitted part accepts nothing. */
export const contract = <
  R extends z.ZodType,
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
  M extends z.ZodType = z.ZodUndefined,
>(
  definition: Pick<Contract<R>, 'method' | 'path' | 'permissions' | 'response'> &
    Partial<
      Pick<
        Contract<R, P, Q, B, M>,
        | 'isOpen'
        | 'sometimes'
        | 'scope'
        | 'params'
        | 'query'
        | 'body'
        | 'meta'
        | 'status'
        | 'otherStatus'
        | 'mediaType'
      >
    >,
): Contract<R, P, Q, B, M> => ({
  isOpen: false,
  sometimes: [],
  scope: usualScope(definition),
  params: nothing as unknown as P,
  query: nothing as unknown as Q,
  body: nothing as unknown as B,
  meta: noMeta as unknown as M,
  status: 200,
  ...definition,
});

/** Fails closed: unless a route says otherwise, it refuses callers limited to their own accounts. */
function usualScope({
  path,
  permissions,
  isOpen,
}: Pick<Contract, 'path' | 'permissions'> & { isOpen?: boolean }): RouteScope {
  if (isOpen || permissions.length === 0 || path.startsWith('/me/')) return 'own';
  return path.startsWith('/users/:id') ? 'user' : 'everybody';
}

/** The largest id that fits every database's integer column. */
const MAX_ID = 2 ** 31 - 1;
export const id = z.number().int().positive().max(MAX_ID);
/** An id in a path or a query string: digits only, so that `1e3`, ` 1` and `0x1` are refused. */
export const idInPath = z
  .string()
  .regex(/^[1-9]\d{0,9}$/, 'must be a positive whole number')
  .transform(Number)
  .pipe(id);
export const byId = z.strictObject({ id: idInPath });

/** MariaDB stores no later dates. */
const LAST_DATE = new Date('9999-12-31T00:00:00Z');
/** ISO 8601 in UTC, as every date leaves and enters. */
export const isoDate = z.iso
  .datetime({ offset: true })
  .refine((text) => new Date(text).getTime() >= 0 && new Date(text) < LAST_DATE, refusal('date-span'));

// Control characters, and in a single line marks that change the writing direction, never reach a record:
// they break or forge logs, terminals and spreadsheets.
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const CONTROL_BUT_LINES = /(?![\t\n\r])\p{Cc}/u;
// Each step of a chain is a schema of some kilobytes, which stays in memory; these stand in many, and are made once.
const text = z.string();
const ofOneLine = z.refine<string>((typed) => !CONTROL.test(typed), refusal('control-characters'));
const ofLines = z.refine<string>((typed) => !CONTROL_BUT_LINES.test(typed), refusal('control-characters'));
const seen = z.refine<string>(isVisible, refusal('invisible-characters'));
const notEmpty = z.refine<string>((typed) => typed.length > 0, refusal('empty'));
const trimmed = z.transform((typed: string) => typed.trim());
/** One line of text, trimmed, without control characters. */
export const line = (max: number) => text.check(z.maxLength(max), ofOneLine).pipe(trimmed);
/** What people tell things apart by: one line, without unseen characters. */
export const optionalName = (max: number) => line(max).check(seen);
export const nameOf = (max: number) => line(max).check(seen, notEmpty);
/** Several lines of text, without control characters other than tabs and line breaks. */
export const multiline = (max: number) => text.check(z.maxLength(max), ofLines).pipe(trimmed).check(notEmpty);
export const reason = line(500);

/** Whether to revoke the user's own Strapi admin tokens too, which outlive passwords and sessions. */
export const revokeTokens = z.boolean().default(false);

export const timeZone = line(64).refine(isTimeZone, refusal('time-zone'));

export const wholeNumber = (max: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be a positive whole number')
    .transform(Number)
    .pipe(z.number().max(max));

/** `page` and `pageSize` of a list. */
export const paging = {
  page: wholeNumber(1_000_000).default(1),
  pageSize: wholeNumber(MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
};

/** Rows in an export at most; if there are more, the last line of the file says so. */
export const MAX_EXPORT_ROWS = 1_000_000;

export const pagination = z.object({
  page: z.number(),
  pageSize: z.number(),
  pageCount: z.number(),
  /** All rows that match; where `totalIsCapped`, at least that many. */
  total: z.number(),
  totalIsCapped: z.boolean().optional(),
});
export const listMeta = z.object({ pagination });
export type Pagination = z.output<typeof pagination>;

/** `sort=field:asc` over the given columns only. */
export const sortBy = <const F extends readonly [string, ...string[]]>(
  fields: F,
  fallback: `${F[number]}:${'asc' | 'desc'}`,
) =>
  z
    .string()
    .regex(/^[A-Za-z]+(:(asc|desc))?$/, 'must be field:asc or field:desc')
    .describe(`By ${fields.join(', ')}`)
    .default(fallback)
    .transform((text) => {
      const [field, direction = 'asc'] = text.split(':');
      return { field, direction };
    })
    .pipe(z.object({ field: z.enum(fields), direction: z.enum(['asc', 'desc']) }));

/** `{ $eq }` or `{ $in }` over the given values, as a list of accepted values. */
export const anyOf = <T extends z.ZodType<unknown, unknown>>(item: T) => {
  const list = z.array(item).check(z.minLength(1), z.maxLength(50));
  return z
    .union([z.strictObject({ $eq: item }), z.strictObject({ $in: z.union([list, item]) })])
    .transform((filter): z.output<T>[] => {
      const { $eq, $in } = filter as { $eq?: z.output<T>; $in?: z.output<T> | z.output<T>[] };
      if ($eq !== undefined) return [$eq];
      return Array.isArray($in) ? $in : [$in as z.output<T>];
    });
};

/** `{ $eq }` of a field that is true or false, as written in a query string. */
export const yesOrNo = z
  .strictObject({ $eq: z.enum(['true', 'false']) })
  .transform(({ $eq }) => $eq === 'true');

/** `{ $gte, $lt }`, one of them or both, as dates. */
export const dateRange = z
  .strictObject({ $gte: isoDate.optional(), $lt: isoDate.optional() })
  .refine(({ $gte, $lt }) => $gte ?? $lt, 'must have $gte or $lt')
  .transform(({ $gte, $lt }) => ({ from: $gte ? new Date($gte) : null, before: $lt ? new Date($lt) : null }));

/** What the schema accepts, as written rather than as the schema transforms it: to be parsed again later. */
export const asWritten = <S extends z.ZodType>(schema: S) =>
  z.custom<z.input<S>>().superRefine((value, context) => {
    const { error } = schema.safeParse(value);
    for (const issue of error?.issues ?? []) context.addIssue({ ...issue });
  });
