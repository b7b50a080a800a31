import type { ReactNode } from 'react';

import { Layouts, Page } from '@strapi/strapi/admin';

type Props = {
  title: string;
  text: string;
  isBusy: boolean;
  action?: ReactNode;
  /** What narrows the list, and other actions on the whole list. */
  tools?: { start: ReactNode; end?: ReactNode };
  children: ReactNode;
};

/** A page of the panel that shows a list. */
export const ListPage = ({ title, text, isBusy, action, tools, children }: Props) => (
  <Page.Main aria-busy={isBusy}>
    <Page.Title>{title}</Page.Title>
    <Layouts.Header title={title} subtitle={text} primaryAction={action} />
    {tools && <Layouts.Action startActions={tools.start} endActions={tools.end} />}
    <Layouts.Content>{children}</Layouts.Content>
  </Page.Main>
);
