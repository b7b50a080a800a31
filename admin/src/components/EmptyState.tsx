import type { ReactNode } from 'react';

import { EmptyStateLayout } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';

export const EmptyState = ({ text, action }: { text: string; action?: ReactNode }) => (
  <EmptyStateLayout hasRadius icon={<EmptyDocuments width="16rem" />} content={text} action={action} />
);
