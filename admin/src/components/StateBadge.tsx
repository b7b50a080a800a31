import { Status, type StatusVariant, Typography } from '@strapi/design-system';

/** A state in a word, coloured by its meaning. */
export const StateBadge = ({ colour, text }: { colour: StatusVariant; text: string }) => (
  <Status variant={colour} size="S" width="fit-content">
    <Typography tag="span" variant="omega" fontWeight="bold" ellipsis>
      {text}
    </Typography>
  </Status>
);
