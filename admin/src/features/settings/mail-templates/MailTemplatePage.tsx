import { Page } from '@strapi/strapi/admin';
import { Navigate, useParams } from 'react-router-dom';

import { useMailTemplatesQuery } from '../../../api/mails';
import { LoadError } from '../../../components/LoadError';
import { sectionPath } from '../../../paths';
import { TemplateEditor } from './TemplateEditor';

/** One template, by the name in the URL. */
export const MailTemplatePage = () => {
  const { name } = useParams();
  const { data, isLoading, error, refetch } = useMailTemplatesQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  if (isLoading) return <Page.Loading />;
  if (!data)
    return (
      <Page.Main padding={8}>
        <LoadError error={error} onRetry={refetch} />
      </Page.Main>
    );
  const template = data.data.find((one) => one.name === name);
  if (!template) return <Navigate to={sectionPath('mail-templates')} replace />;
  return <TemplateEditor key={template.name} template={template} />;
};
