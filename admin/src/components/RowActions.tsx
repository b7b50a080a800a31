import { Flex, IconButton } from '@strapi/design-system';
import { Pencil, Trash } from '@strapi/icons';

import { type PickStep, type Step, STEPS } from './use-row-dialogs';

const ICONS = { edit: <Pencil />, delete: <Trash /> };

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
