import { Status, type StatusVariant, Typography } from '@strapi/design-system';

/** Where the design system's own colour is too pale to be read on its ground (WCAG 2.2, 1.4.3). */
const TEXT: Partial<Record<StatusVariant, 'neutral800'>> = { warning: 'neutral800' };

/** A state in a word, coloured by its meaning. */
export const StateBadge = ({ colour, text }: { colour: StatusVariant; text: string }) => (
  <Status variant={colour} size="S" width="fit-content">
    <Typography tag="span" variant="omega" fontWeight="bold" textColor={TEXT[colour]} ellipsis>
      {text}
    </Typography>
  </Status>
);
