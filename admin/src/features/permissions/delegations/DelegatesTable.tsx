import { Typography } from '@strapi/design-system';
import { Table } from '@strapi/strapi/admin';

import type { Delegation } from '../../../../../shared/contracts/delegations';
import { ListTable } from '../../../components/ListTable';
import { useTranslation } from '../../../translations/use-translation';
import { TermCells, TERMS, UserLink } from './DelegationCells';

export const DelegatesTable = ({ delegations }: { delegations: Delegation[] }) => {
  const t = useTranslation();
  const headers = (['delegate', ...TERMS] as const).map((name) => ({
    name,
    label: t(`delegation.${name}`),
  }));
  return (
    <ListTable rows={delegations} headers={headers}>
      {delegations.map((delegation) => (
        <Table.Row key={delegation.id}>
          <Table.Cell>
            <UserLink user={delegation.user} />
            {delegation.forDacGroup && (
              <Typography variant="pi" textColor="neutral600" tag="p">
                {t('delegation.through', { code: delegation.forDacGroup.code })}
              </Typography>
            )}
          </Table.Cell>
          <TermCells delegation={delegation} />
        </Table.Row>
      ))}
    </ListTable>
  );
};
