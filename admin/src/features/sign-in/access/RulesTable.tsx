import { Accordion, Flex, Link, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import type { AccessAnswer, AccessQuestion } from '../../../api/access';
import { LocalTime } from '../../../components/LocalTime';
import { StateBadge } from '../../../components/StateBadge';
import { useTranslation } from '../../../translations/use-translation';
import { useRemedies } from './remedies';

const VARIANTS = { pass: 'success', challenge: 'warning', deny: 'danger' } as const;
const COLUMNS = ['rule', 'outcome', 'reason'] as const;

type Props = { rules: AccessAnswer['rules']; question: AccessQuestion };

/** What each rule says, and what helps against it. Opened by those who want to know. */
export const RulesTable = ({ rules, question }: Props) => {
  const t = useTranslation();
  return (
    <Accordion.Root size="S">
      <Accordion.Item value="rules">
        <Accordion.Header>
          <Accordion.Trigger>{t('explain.rules', { count: rules.length })}</Accordion.Trigger>
        </Accordion.Header>
        <Accordion.Content>
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
              {rules.map((rule) => (
                <Tr key={rule.rule}>
                  <Td>
                    <Typography>{t(`explain.rule.${rule.rule}`)}</Typography>
                  </Td>
                  <Td>
                    <StateBadge colour={VARIANTS[rule.outcome]} text={t(`explain.outcome.${rule.outcome}`)} />
                  </Td>
                  <Td>
                    <Why {...rule} question={question} />
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        </Accordion.Content>
      </Accordion.Item>
    </Accordion.Root>
  );
};

const Why = ({
  rule,
  outcome,
  reason,
  until,
  question,
}: Props['rules'][number] & Pick<Props, 'question'>) => {
  const t = useTranslation();
  const remediesFor = useRemedies(question);
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Typography>{outcome === 'pass' ? t(`explain.passes.${rule}`) : t(`reason.${reason}`)}</Typography>
      {until && (
        <Flex gap={1}>
          <Typography textColor="neutral600">{t('explain.until')}</Typography>
          <LocalTime value={until} textColor="neutral600" />
        </Flex>
      )}
      {outcome !== 'pass' &&
        remediesFor(rule).map(({ text, to }) => (
          <Link key={text} tag={NavLink} to={to}>
            {t(text)}
          </Link>
        ))}
    </Flex>
  );
};
