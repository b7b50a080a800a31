import { Flex, IconButton, Typography } from '@strapi/design-system';
import { Pencil, Trash } from '@strapi/icons';
import { Table } from '@strapi/strapi/admin';

import type { Delegation } from '../../../../../shared/contracts/delegations';
import { ListTable } from '../../../components/ListTable';
import { useTranslation } from '../../../translations/use-translation';
import { TermCells, TERMS, UserLink } from './DelegationCells';
import { kindOf, subjectName } from './subject-name';

type StepName = 'change' | 'end';
type Pick = (name: StepName, delegation: Delegation, opener: HTMLElement) => void;
type Props = {
  delegations: Delegation[];
  /** What the person at the panel may do with them. */
  steps: StepName[];
  onPick: Pick;
};

const ICONS = { change: <Pencil />, end: <Trash /> };

export const DelegationsTable = ({ delegations, steps, onPick }: Props) => {
  const t = useTranslation();
  const headers = [
    ...(['subject', ...TERMS] as const).map((name) => ({
      name: name as string,
      label: t(`delegation.${name}`),
    })),
    ...(steps.length > 0 ? [{ name: 'actions', label: t('actions') }] : []),
  ];
  return (
    <ListTable rows={delegations} headers={headers}>
      {delegations.map((delegation) => (
        <Table.Row key={delegation.id}>
          <Table.Cell>
            <Subject delegation={delegation} />
          </Table.Cell>
          <TermCells delegation={delegation} />
          {steps.length > 0 && (
            <Table.Cell>
              <Flex>
                {steps.map((step) => (
                  <IconButton
                    key={step}
                    variant="ghost"
                    label={t(`delegation.${step}.of`, { subject: subjectName(delegation) })}
                    onClick={(event: React.MouseEvent<HTMLButtonElement>) =>
                      onPick(step, delegation, event.currentTarget)
                    }
                  >
                    {ICONS[step]}
                  </IconButton>
                ))}
              </Flex>
            </Table.Cell>
          )}
        </Table.Row>
      ))}
    </ListTable>
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
