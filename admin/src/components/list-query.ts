import { idInPath } from '../../../shared/contracts/contract';
import { dayIn, startOfDayIn } from './zoned-time';

/** One field, one operator, one value: what a person removes from the list's filters in one step. */
export type Condition = Record<string, Record<string, string>>;

/** What a list keeps in its page's URL, in the format of Strapi's table, filters and paging. */
export type UrlQuery = {
  page?: string;
  pageSize?: string;
  /** `field:ASC` */
  sort?: string;
  _q?: string;
  filters?: { $and?: Condition[] };
};

/** Whether a text of the URL can be a record's id. */
export const isId = (text: unknown): text is string => idInPath.safeParse(text).success;

const wholeNumber = (text: unknown) =>
  typeof text === 'string' && /^[1-9]\d{0,5}$/.test(text) ? text : undefined;

export const PAGE_SIZES = ['10', '20', '50', '100'];
export const DEFAULT_PAGE_SIZE = '20';

/** A URL can contain anything: what makes no sense is left out. */
export const pagingOf = ({ page, pageSize }: UrlQuery) => ({
  page: wholeNumber(page) ?? '1',
  pageSize: PAGE_SIZES.find((size) => size === pageSize) ?? DEFAULT_PAGE_SIZE,
});

/** The longest search that the lists accept. */
export const MAX_SEARCH_LENGTH = 100;

export const searchOf = ({ _q }: UrlQuery): string | undefined =>
  typeof _q === 'string'
    ? _q.replace(/[\p{Cc}\u2028\u2029]/gu, '').slice(0, MAX_SEARCH_LENGTH) || undefined
    : undefined;

/** @example sortOf({ sort: 'email:DESC' }, ['email']) === 'email:desc' */
export const sortOf = ({ sort }: UrlQuery, fields: readonly string[]): string | undefined => {
  if (typeof sort !== 'string') return undefined;
  const [field = '', direction = 'asc'] = sort.split(':');
  if (!fields.includes(field)) return undefined;
  return `${field}:${direction.toLowerCase() === 'desc' ? 'desc' : 'asc'}`;
};

/** The most values of one field that the lists accept. */
const MAX_VALUES = 50;

/** All filters in the URL. */
export const conditionsIn = ({ filters }: UrlQuery): Condition[] => {
  const all = filters?.$and;
  // The query parser turns more than twenty into an object.
  return (typeof all === 'object' && all !== null ? Object.values(all) : []).filter(isCondition);
};
const isCondition = (given: unknown): given is Condition =>
  typeof given === 'object' &&
  given !== null &&
  Object.values(given).every(
    (operators: unknown) =>
      typeof operators === 'object' &&
      operators !== null &&
      Object.values(operators).every((value) => typeof value === 'string'),
  );

/** Strapi's filters are a flat list; of several on one field, any may match. */
export const valuesOf = (query: UrlQuery, field: string, operator = '$eq'): string[] =>
  conditionsIn(query)
    .flatMap((condition) => condition[field]?.[operator] || [])
    .slice(0, MAX_VALUES);

/** The value of a field's filter with that operator; if there are several, the one set last. */
export const valueOf = (query: UrlQuery, field: string, operator = '$eq'): string | undefined =>
  valuesOf(query, field, operator).at(-1);

/** The filters, with those on one field replaced. */
export const withFilters = (
  query: UrlQuery,
  field: string,
  replacements: readonly Record<string, string>[],
): NonNullable<UrlQuery['filters']> => ({
  $and: [
    ...conditionsIn(query).filter((condition) => !(field in condition)),
    ...replacements.map((one) => ({ [field]: one })),
  ],
});

/** A filter as the API takes it, with only the values it knows. */
export const anyOfThe = <T extends string>(
  query: UrlQuery,
  field: string,
  known: readonly T[],
): { $in: T[] } | undefined => {
  const values = valuesOf(query, field).filter((value): value is T =>
    (known as readonly string[]).includes(value),
  );
  return values.length > 0 ? { $in: values } : undefined;
};

const dateOf = (text: string | undefined): Date | undefined => {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : new Date(time);
};

/** The range of the date filter: a day, else from one moment until another. */
export const momentsIn = (query: UrlQuery, timeZone: string): { from?: Date; to?: Date } => {
  const picked = dateOf(valueOf(query, 'createdAt'));
  if (picked) {
    const date = dayIn(picked, timeZone);
    return {
      from: startOfDayIn(date, timeZone),
      to: startOfDayIn({ ...date, day: date.day + 1 }, timeZone),
    };
  }
  return {
    from: dateOf(valueOf(query, 'createdAt', '$gte')),
    to: dateOf(valueOf(query, 'createdAt', '$lt')),
  };
};

export const isFiltered = (query: UrlQuery) =>
  searchOf(query) !== undefined || (query.filters?.$and?.length ?? 0) > 0;
