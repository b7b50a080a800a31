import type { ReactNode } from 'react';

import { Table } from '@strapi/strapi/admin';

import { useTranslation } from '../translations/use-translation';
import { ColumnHeader } from './ColumnHeader';

type Props<Row, Column> = {
  rows: readonly Row[];
  columns: readonly Column[];
  labelOf: (column: Column) => string;
  /** The actions for a row, in a last column. */
  actions?: ((row: Row) => ReactNode) | false;
  children: (column: Column, row: Row) => ReactNode;
};

/** A table with the same columns for every row. */
export const DataTable = <Row extends { id: number | string }, Column extends string>(
  props: Props<Row, Column>,
) => {
  const { rows, columns, labelOf, actions, children } = props;
  const t = useTranslation();
  const headers = [
    ...columns.map((name) => ({ name: name as string, label: labelOf(name) })),
    ...(actions ? [{ name: 'actions', label: t('actions') }] : []),
  ];
  return (
    <Table.Root rows={[...rows]} headers={headers}>
      <Table.Content>
        <Table.Head>
          {headers.map(({ name, label }) => (
            <ColumnHeader key={name} label={label} />
          ))}
        </Table.Head>
        <Table.Body>
          {rows.map((row) => (
            <Table.Row key={row.id}>
              {columns.map((column) => (
                <Table.Cell key={column}>{children(column, row)}</Table.Cell>
              ))}
              {actions && <Table.Cell>{actions(row)}</Table.Cell>}
            </Table.Row>
          ))}
        </Table.Body>
      </Table.Content>
    </Table.Root>
  );
};
