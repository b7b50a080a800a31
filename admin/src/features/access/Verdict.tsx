import { Flex, Link, Status, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import type { AccessAnswer } from '../../api/access';
import { Card } from '../../components/Card';
import { LocalTime } from '../../components/LocalTime';
import { userPath } from '../../paths';
import { type TextId, useTranslation } from '../../translations/use-translation';

type Props = { answer: AccessAnswer; userId: number };
const COLUMNS = ['rule', 'outcome', 'reason', 'until'] as const;

/** What the doors would answer, and what each rule says. */
export const Verdict = ({ answer: { decision, rules }, userId }: Props) => {
  const t = useTranslation();
  return (
    <Card
      title={t(`explain.decision.${decision.outcome}`)}
      text={decision.outcome === 'deny' ? t(`reason.${decision.reason}`) : undefined}
    >
      <Table colCount={COLUMNS.length} rowCount={rules.length + 1}>
        <Thead>
          <Tr>
            {COLUMNS.map((column) => (
              <Th key={column}>
                <Typography variant="sigma" textColor="neutral600">
                  {t(`explain.${column}`)}
                </Typography>
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {rules.map(({ rule, outcome, reason, until }) => (
            <Tr key={rule}>
              <Td>
                <Typography>{t(`explain.rule.${rule}` as TextId)}</Typography>
              </Td>
              <Td>
                <Status variant={outcome === 'pass' ? 'success' : 'danger'} size="S" width="fit-content">
                  <Typography tag="span" variant="omega" fontWeight="bold">
                    {t(`explain.outcome.${outcome}`)}
                  </Typography>
                </Status>
              </Td>
              <Td>
                <Typography>{outcome === 'pass' ? t('none') : t(`reason.${reason}`)}</Typography>
              </Td>
              <Td>
                <LocalTime value={until} />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <Flex>
        <Link tag={NavLink} to={userPath(userId)}>
          {t('explain.change')}
        </Link>
      </Flex>
    </Card>
  );
};
