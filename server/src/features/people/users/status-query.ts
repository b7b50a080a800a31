import type { Knex } from 'knex';

import type { Status } from '../../../../../shared/users/statuses';
import type { Condition } from '../../../domain/condition';
import { isAccessLocked, STATUS_PRECEDENCE, type StatusFacts } from '../../../domain/status';
import { COLUMNS } from './user-row';

type Fact = keyof StatusFacts;
type Sql = { sql: string; bindings: (string | Date)[] };

/** The condition, or its opposite, as SQL that is never null: missing dates are handled explicitly. */
const toSql = (condition: Condition<Fact>, holds: boolean, now: Date): Sql => {
  if ('all' in condition) return join(condition.all, holds ? ' and ' : ' or ', holds, now);
  if ('any' in condition) return join(condition.any, holds ? ' or ' : ' and ', holds, now);
  const column = COLUMNS[condition.field];
  if ('is' in condition) return { sql: holds ? '?? = ?' : '?? <> ?', bindings: [column, condition.is] };
  if ('empty' in condition) return { sql: holds ? '?? is null' : '?? is not null', bindings: [column] };
  const operator = 'after' in condition ? '>' : '<';
  return holds
    ? { sql: `(?? is not null and ?? ${operator} ?)`, bindings: [column, column, now] }
    : { sql: `(?? is null or not ?? ${operator} ?)`, bindings: [column, column, now] };
};

const join = (parts: readonly Condition<Fact>[], operator: string, holds: boolean, now: Date): Sql => {
  const all = parts.map((part) => toSql(part, holds, now));
  return {
    sql: `(${all.map(({ sql }) => sql).join(operator)})`,
    bindings: all.flatMap(({ bindings }) => bindings),
  };
};

const both = (parts: Sql[]): Sql => ({
  sql: `(${parts.map(({ sql }) => sql).join(' and ')})`,
  bindings: parts.flatMap(({ bindings }) => bindings),
});

/** The status's own condition, and none of those that take precedence over it. */
const statusSql = (status: Status, now: Date): Sql => {
  const index = STATUS_PRECEDENCE.findIndex((entry) => entry.status === status);
  const before = index === -1 ? STATUS_PRECEDENCE : STATUS_PRECEDENCE.slice(0, index);
  const own = STATUS_PRECEDENCE[index];
  return both([
    ...(own ? [toSql(own.when, true, now)] : []),
    ...before.map(({ when }) => toSql(when, false, now)),
  ]);
};

/** Users whose status, as `statusOf` derives it, is one of these. */
export const whereStatus = (query: Knex.QueryBuilder, statuses: readonly Status[], now: Date) => {
  const parts = statuses.map((status) => statusSql(status, now));
  return query.whereRaw(
    `(${parts.map(({ sql }) => sql).join(' or ')})`,
    parts.flatMap(({ bindings }) => bindings) as never,
  );
};

/** Users whose access is, or is not, locked at that moment. */
export const whereAccessLocked = (query: Knex.QueryBuilder, isLocked: boolean, now: Date) => {
  const { sql, bindings } = toSql(isAccessLocked, isLocked, now);
  return query.whereRaw(sql, bindings as never);
};

/** The place of a user's status in the precedence, to sort by; `active` comes last. */
export const statusRank = (now: Date): Sql => {
  const parts = STATUS_PRECEDENCE.map(({ when }) => toSql(when, true, now));
  return {
    sql: `case ${parts.map(({ sql }, rank) => `when ${sql} then ${rank}`).join(' ')} else ${parts.length} end`,
    bindings: parts.flatMap(({ bindings }) => bindings),
  };
};

/** 1 where access is locked at that moment, else 0. */
export const accessLockedRank = (now: Date): Sql => {
  const { sql, bindings } = toSql(isAccessLocked, true, now);
  return { sql: `case when ${sql} then 1 else 0 end`, bindings };
};
