import type { ReactNode } from 'react';

import { LinkButton } from '@strapi/design-system';
import { Page } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import { type Refusal, refusalOf } from '../api/refusal';
import { sectionPath } from '../paths';
import { useTranslation } from '../translations/use-translation';
import { PageForms } from './edited-form/page-forms';
import { EmptyState } from './EmptyState';
import { LoadError } from './LoadError';

type Props<R> = {
  id: number;
  /** The kind of record: for the texts `<of>.gone` and `<of>.gone.back`, and for the way to the list. */
  of: 'user' | 'role';
  request: { data?: { data: R }; isLoading: boolean; error?: unknown; refetch: () => unknown };
  /** Whether a refusal means that no record has this id. */
  isGone?: (refusal: Refusal) => boolean;
  children: (record: R) => ReactNode;
};

/** The page of one record, or what is shown instead. */
export const RecordPage = <R,>({ id, of, request, isGone = isNotFound, children }: Props<R>) => {
  const t = useTranslation();
  const { data, isLoading, error, refetch } = request;
  if (isLoading) return <Page.Loading />;
  if (data)
    return (
      <PageForms key={id} within={`${sectionPath(`${of}s`)}/${id}`}>
        {children(data.data)}
      </PageForms>
    );
  const wayBack = (
    <LinkButton tag={NavLink} to={sectionPath(`${of}s`)} variant="secondary">
      {t(`${of}.gone.back`)}
    </LinkButton>
  );
  return (
    <Page.Main padding={8}>
      {isGone(refusalOf(error)) ? (
        <EmptyState text={t(`${of}.gone`)} action={wayBack} />
      ) : (
        <LoadError error={error} onRetry={refetch} />
      )}
    </Page.Main>
  );
};

const isNotFound = ({ code }: Refusal) => code === 'NOT_FOUND';
