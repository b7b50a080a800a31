import type { ReactNode } from 'react';

import { Table } from '@strapi/strapi/admin';

import { ColumnHeader } from './ColumnHeader';

type Props = {
  rows: readonly { id: number | string }[];
  headers: readonly { name: string; label: string }[];
  /** A `Table.Row` for each of the rows. */
  children: ReactNode;
};

/** Strapi's table with the headers of its columns; which rows, and what stands in them, is its user's. */
export const ListTable = ({ rows, headers, children }: Props) => (
  <Table.Root rows={[...rows]} headers={[...headers]}>
    <Table.Content>
      <Table.Head>
        {headers.map(({ name, label }) => (
          <ColumnHeader key={name} label={label} />
        ))}
      </Table.Head>
      <Table.Body>{children}</Table.Body>
    </Table.Content>
  </Table.Root>
);
