/** Not to be seen or changed in the Content Manager or the Content-Type Builder. */
export const hidden = {
  options: { draftAndPublish: false },
  pluginOptions: {
    'content-manager': { visible: false },
    'content-type-builder': { visible: false },
  },
} as const;

/** The longest name MariaDB (64) and PostgreSQL (63) give an index. */
const MAX_NAME = 60;

const named = (table: string, columns: string[], suffix: string) =>
  `${table}_${columns.join('_')}`.slice(0, MAX_NAME - 4) + suffix;

/** An index over the columns, in that order. */
export const index = (table: string, ...columns: string[]) => ({
  name: named(table, columns, '_idx'),
  columns,
});

/** A constraint that the database keeps, whoever writes at the same time. */
export const unique = (table: string, ...columns: string[]) => ({
  name: named(table, columns, '_unq'),
  columns,
  type: 'unique' as const,
});
