import { Button } from '@strapi/design-system';
import { Plus } from '@strapi/icons';

type Props = { label: string; variant?: 'secondary'; onAdd: (opener: HTMLElement) => void };

/** Opens the form for a new entry. */
export const AddButton = ({ label, variant, onAdd }: Props) => (
  <Button
    variant={variant}
    startIcon={<Plus />}
    onClick={(event: React.MouseEvent<HTMLElement>) => onAdd(event.currentTarget)}
  >
    {label}
  </Button>
);
