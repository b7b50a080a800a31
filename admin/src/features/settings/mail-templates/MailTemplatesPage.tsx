import { Badge, Flex, Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import type { MailTemplate } from '../../../../../shared/contracts/mails';
import { useMailTemplatesQuery } from '../../../api/mails';
import { DataTable } from '../../../components/DataTable';
import { ListContent } from '../../../components/ListContent';
import { ListPage } from '../../../components/ListPage';
import { LocalTime } from '../../../components/LocalTime';
import { mailTemplatePath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';

const COLUMNS = ['name', 'subject', 'changedAt'] as const;

/** Every mail that Gatehouse sends. */
export const MailTemplatesPage = () => {
  const t = useTranslation();
  const list = useMailTemplatesQuery(undefined, { refetchOnMountOrArgChange: true });
  return (
    <ListPage title={t('nav.mail-templates')} text={t('mail-templates.text')} isBusy={list.isFetching}>
      <ListContent list={list} none={t('none')}>
        {(templates) => (
          <DataTable
            rows={templates.map((template) => ({ ...template, id: template.name }))}
            columns={COLUMNS}
            labelOf={(column) => t(`mail-template.${column}`)}
          >
            {(column, template) => <Cell column={column} template={template} />}
          </DataTable>
        )}
      </ListContent>
    </ListPage>
  );
};

const Cell = ({ column, template }: { column: (typeof COLUMNS)[number]; template: MailTemplate }) => {
  const t = useTranslation();
  const { name, subject, isDefault, isInForce, changedAt, changedBy } = template;
  switch (column) {
    case 'name':
      return (
        <Flex direction="column" alignItems="flex-start">
          <Link tag={NavLink} to={mailTemplatePath(name)}>
            {t(`mail-template.${name}`)}
          </Link>
          <Typography variant="pi" textColor="neutral600">
            {t(`mail-template.${name}.text`)}
          </Typography>
        </Flex>
      );
    case 'subject':
      return (
        <Typography textColor="neutral800" ellipsis maxWidth="32rem">
          {subject}
        </Typography>
      );
    case 'changedAt':
      if (isDefault) return <Badge>{t('mail-template.default')}</Badge>;
      return (
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
      );
  }
};
