import { useEffect, useState } from 'react';

import { Box, Flex, Typography } from '@strapi/design-system';
import { ArrowRight } from '@strapi/icons';

import { isCut } from '../../../../../shared/contracts/policy';
import { usePreviewPolicyQuery } from '../../../api/policy';
import { Card } from '../../../components/Card';
import { useTranslation } from '../../../translations/use-translation';
import {
  changedFields,
  changedParts,
  fieldsOutOfRange,
  type PolicyValues,
} from '../../../components/policy/policy-fields';
import { Value } from '../../../components/policy/PolicyValue';

const TYPING_PAUSE_MS = 400;

/** Nobody can tell of a stored hash whether its password fits. */
const OF_NEW_PASSWORDS: ReadonlySet<string> = new Set(
  (
    [
      'minLength',
      'lower',
      'upper',
      'digit',
      'special',
      'history',
      'blocklist',
      'ownWords',
      'breachLookup',
    ] as const
  ).map((name) => `password.${name}`),
);

/** Unsaved changes, and what they would affect. */
export const PendingChange = ({ before, values }: { before: PolicyValues; values: PolicyValues }) => {
  const t = useTranslation();
  const settled = useSettled(values);
  const isValid = fieldsOutOfRange(settled).length === 0;
  const { data, isError } = usePreviewPolicyQuery(changedParts(before, settled), { skip: !isValid });
  const preview = isValid ? data?.data : undefined;

  return (
    <Card title={t('policy.pending')} text={t('policy.pending.text')}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {changedFields(before, values).map((field) => (
          <Flex tag="li" key={field.path} gap={2} wrap="wrap">
            <Typography textColor="neutral600">
              {t('log.field', { field: t(`policy.${field.path}`) })}
            </Typography>
            <Value value={field.before} />
            <ArrowRight aria-label={t('log.becomes')} width="1.2rem" height="1.2rem" fill="neutral500" />
            <Value value={field.after} />
          </Flex>
        ))}
      </Flex>
      {changedFields(before, values).some(({ path }) => OF_NEW_PASSWORDS.has(path)) && (
        <Typography tag="p">{t('policy.pending.passwords')}</Typography>
      )}
      {isError && <Typography textColor="danger600">{t('policy.pending.unknown')}</Typography>}
      {preview && (preview.effects.length > 0 || preview.lockedNow > 0) && (
        <Box>
          {preview.effects.map(({ effect, before, after }) => (
            <Typography key={effect} tag="p">
              {t(`policy.effect.${effect}`, { before, after, isCut: isCut({ effect, after }) })}
            </Typography>
          ))}
          {preview.lockedNow > 0 && (
            <Typography tag="p">{t('policy.locked-now', { count: preview.lockedNow })}</Typography>
          )}
        </Box>
      )}
    </Card>
  );
};

/** The value after a pause in typing, so that not every keystroke asks the server. */
const useSettled = <T,>(value: T): T => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const pause = window.setTimeout(() => setSettled(value), TYPING_PAUSE_MS);
    return () => window.clearTimeout(pause);
  }, [value]);
  return settled;
};
