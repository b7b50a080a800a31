import { type ReactElement, type ReactNode, useState } from 'react';

import { ConfirmMutation, type Question } from './ConfirmMutation';
import type { DialogProps } from './dialog-focus';

/** What can be done with a row, in the order of its buttons. */
export const STEPS = ['edit', 'delete'] as const;
export type Step = (typeof STEPS)[number];
export type PickStep = (step: Step, opener: HTMLElement) => void;
/** Makes the handler of a row's buttons. */
export type PickRow<Row> = (row: Row) => PickStep;

type Dialogs<Row> = {
  /** Without a row, for a new one. */
  edit: (row: Row | null, dialog: DialogProps) => ReactNode;
  /** The question before a row is deleted, or a dialog that asks it. */
  delete: (row: Row, dialog: DialogProps) => Question | ReactElement;
};

/** The dialogs opened from a list's rows and by the button for a new one. */
export const useRowDialogs = <Row,>(dialogs: Dialogs<Row>) => {
  const [picked, setPicked] = useState<{ row: Row | null; step: Step; opener: HTMLElement } | null>(null);
  const dialogOf = ({ row, step, opener }: NonNullable<typeof picked>) => {
    const dialog = { opener, onClose: () => setPicked(null) };
    if (step === 'edit' || !row) return dialogs.edit(row, dialog);
    const asked = dialogs.delete(row, dialog);
    return 'of' in asked ? <ConfirmMutation {...dialog} {...asked} /> : asked;
  };
  return {
    add: (opener: HTMLElement) => setPicked({ row: null, step: 'edit', opener }),
    pick: ((row) => (step, opener) => setPicked({ row, step, opener })) satisfies PickRow<Row>,
    dialog: picked && dialogOf(picked),
  };
};
