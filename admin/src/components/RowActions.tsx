import { Flex, IconButton } from '@strapi/design-system';
import { Pencil, Trash } from '@strapi/icons';

import { type PickRow, type PickStep, type Step, STEPS } from './use-row-dialogs';

const ICONS = { edit: <Pencil />, delete: <Trash /> };

/** The labels of the buttons to show. */
type Labels = Partial<Record<Step, string | false>>;

/** The buttons of each row, for a table's `actions`. */
export const rowActions =
  <Row,>(onPick: PickRow<Row>, labelsOf: (row: Row) => Labels) =>
  (row: Row) => <RowActions labels={labelsOf(row)} onPick={onPick(row)} />;

const RowActions = ({ labels, onPick }: { labels: Labels; onPick: PickStep }) => (
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
