import { type ReactNode, useState } from 'react';

import { Flex, IconButton } from '@strapi/design-system';
import { Pencil, Trash } from '@strapi/icons';

import type { DialogProps } from './dialog-focus';

const ICONS = { edit: <Pencil />, delete: <Trash /> };
const STEPS = ['edit', 'delete'] as const;
type Step = (typeof STEPS)[number];
type PickStep = (step: Step, opener: HTMLElement) => void;

/** What is called for a row's buttons. */
export type PickRow<Row> = (row: Row) => PickStep;

type Props = {
  /** The buttons that there are. */
  labels: Partial<Record<Step, string | false>>;
  onPick: PickStep;
};

/** The buttons of a row. */
export const RowActions = ({ labels, onPick }: Props) => (
  <Flex>
    {STEPS.map((step) => {
      const label = labels[step];
      return (
        label && (
          <IconButton
            key={step}
            variant="ghost"
            label={label}
            onClick={(event: React.MouseEvent<HTMLButtonElement>) => onPick(step, event.currentTarget)}
          >
            {ICONS[step]}
          </IconButton>
        )
      );
    })}
  </Flex>
);

type Dialogs<Row> = {
  /** Of a new one where there is no row. */
  edit: (row: Row | null, dialog: DialogProps) => ReactNode;
  delete: (row: Row, dialog: DialogProps) => ReactNode;
};

/** The dialogs that a list's rows, and the button for a new one, open. */
export const useRowDialogs = <Row,>(dialogs: Dialogs<Row>) => {
  const [picked, setPicked] = useState<{ row: Row | null; step: Step; opener: HTMLElement } | null>(null);
  const dialogOf = ({ row, step, opener }: NonNullable<typeof picked>) => {
    const dialog = { opener, onClose: () => setPicked(null) };
    return step === 'delete' ? row && dialogs.delete(row, dialog) : dialogs.edit(row, dialog);
  };
  return {
    add: (opener: HTMLElement) => setPicked({ row: null, step: 'edit', opener }),
    pick: ((row) => (step, opener) => setPicked({ row, step, opener })) satisfies PickRow<Row>,
    dialog: picked && dialogOf(picked),
  };
};
