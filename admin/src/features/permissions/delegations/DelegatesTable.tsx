import { Typography } from '@strapi/design-system';

import type { Delegation } from '../../../../../shared/contracts/delegations';
import { DataTable } from '../../../components/DataTable';
import { useTranslation } from '../../../translations/use-translation';
import { Term, TERMS, UserLink } from './DelegationCells';

const COLUMNS = ['delegate', ...TERMS] as const;

export const DelegatesTable = ({ delegations }: { delegations: Delegation[] }) => {
  const t = useTranslation();
  return (
    <DataTable rows={delegations} columns={COLUMNS} labelOf={(column) => t(`delegation.${column}`)}>
      {(column, delegation) =>
        column === 'delegate' ? (
          <Delegate delegation={delegation} />
        ) : (
          <Term column={column} delegation={delegation} />
        )
      }
    </DataTable>
  );
};

const Delegate = ({ delegation: { user, forDacGroup } }: { delegation: Delegation }) => {
  const t = useTranslation();
  return (
    <>
      <UserLink user={user} />
      {forDacGroup && (
        <Typography variant="pi" textColor="neutral600" tag="p">
          {t('delegation.through', { code: forDacGroup.code })}
        </Typography>
      )}
    </>
  );
};
