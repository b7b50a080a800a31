import { Badge, Flex, Link, Typography } from '@strapi/design-system';
import { Layouts, Page, Table } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import { useMailTemplatesQuery } from '../../../api/mails';
import { ListTable } from '../../../components/ListTable';
import { LoadError } from '../../../components/LoadError';
import { LocalTime } from '../../../components/LocalTime';
import { mailTemplatePath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';

const COLUMNS = ['name', 'subject', 'changedAt'] as const;

/** Every mail that Gatehouse sends. */
export const MailTemplatesPage = () => {
  const t = useTranslation();
  const { data, isLoading, error, refetch } = useMailTemplatesQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  if (isLoading) return <Page.Loading />;
  const templates = (data?.data ?? []).map((template) => ({ ...template, id: template.name }));
  const headers = COLUMNS.map((name) => ({ name, label: t(`mail-template.${name}`) }));
  return (
    <Page.Main>
      <Page.Title>{t('nav.mail-templates')}</Page.Title>
      <Layouts.Header title={t('nav.mail-templates')} subtitle={t('mail-templates.text')} />
      <Layouts.Content>
        {!data && <LoadError error={error} onRetry={refetch} />}
        {data && (
          <ListTable rows={templates} headers={headers}>
            {templates.map(({ name, subject, isDefault, isInForce, changedAt, changedBy }) => (
              <Table.Row key={name}>
                <Table.Cell>
                  <Flex direction="column" alignItems="flex-start">
                    <Link tag={NavLink} to={mailTemplatePath(name)}>
                      {t(`mail-template.${name}`)}
                    </Link>
                    <Typography variant="pi" textColor="neutral600">
                      {t(`mail-template.${name}.text`)}
                    </Typography>
                  </Flex>
                </Table.Cell>
                <Table.Cell>
                  <Typography textColor="neutral800" ellipsis maxWidth="32rem">
                    {subject}
                  </Typography>
                </Table.Cell>
                <Table.Cell>
                  {isDefault ? (
                    <Badge>{t('mail-template.default')}</Badge>
                  ) : (
                    <Flex direction="column" alignItems="flex-start">
                      <LocalTime value={changedAt} />
                      <Typography variant="pi" textColor="neutral600">
                        {changedBy}
                      </Typography>
                      {!isInForce && (
                        <Badge backgroundColor="warning100" textColor="warning700">
                          {t('mail-template.not-in-force')}
                        </Badge>
                      )}
                    </Flex>
                  )}
                </Table.Cell>
              </Table.Row>
            ))}
          </ListTable>
        )}
      </Layouts.Content>
    </Page.Main>
  );
};
