import { Typography } from '@strapi/design-system';

import type { Delegation } from '../../../../../shared/contracts/delegations';
import { DataTable } from '../../../components/DataTable';
import { rowActions } from '../../../components/RowActions';
import type { PickRow } from '../../../components/use-row-dialogs';
import { useTranslation } from '../../../translations/use-translation';
import { Term, TERMS, UserLink } from './DelegationCells';
import { kindOf, subjectName } from './subject-name';

const COLUMNS = ['subject', ...TERMS] as const;

type Props = {
  delegations: Delegation[];
  /** What the person at the panel may do with them. */
  may: { change: boolean; end: boolean };
  onPick: PickRow<Delegation>;
};

export const DelegationsTable = ({ delegations, may, onPick }: Props) => {
  const t = useTranslation();
  const actions = rowActions(onPick, (delegation) => ({
    edit: may.change && t('delegation.change.of', { subject: subjectName(delegation) }),
    delete: may.end && t('delegation.end.of', { subject: subjectName(delegation) }),
  }));
  return (
    <DataTable
      rows={delegations}
      columns={COLUMNS}
      labelOf={(column) => t(`delegation.${column}`)}
      actions={(may.change || may.end) && actions}
    >
      {(column, delegation) =>
        column === 'subject' ? (
          <Subject delegation={delegation} />
        ) : (
          <Term column={column} delegation={delegation} />
        )
      }
    </DataTable>
  );
};

const Subject = ({ delegation }: { delegation: Delegation }) => {
  const t = useTranslation();
  const { forUser, forDacGroup } = delegation;
  return (
    <>
      {forUser ? (
        <UserLink user={forUser} />
      ) : (
        <Typography fontWeight="bold" ellipsis title={forDacGroup?.name}>
          {subjectName(delegation)}
        </Typography>
      )}
      <Typography variant="pi" textColor="neutral600" tag="p">
        {t(`delegation.kind.${kindOf(delegation)}`)}
      </Typography>
    </>
  );
};
