import { Box, Button } from '@strapi/design-system';
import { useForm } from '@strapi/strapi/admin';

import { SHORTER_WITH_ALL_KINDS } from '../../../../../shared/password-criteria';
import { useTranslation } from '../../../translations/use-translation';

/** Fills in a rule that many organisations have; it applies once the form is saved. */
export const PasswordPreset = ({ disabled, onFill }: { disabled: boolean; onFill: () => void }) => {
  const t = useTranslation();
  const onChange = useForm('PasswordPreset', (form) => form.onChange);
  const fill = () => {
    for (const [name, value] of Object.entries(SHORTER_WITH_ALL_KINDS)) onChange(`password.${name}`, value);
    onFill();
  };
  return (
    <Box>
      <Button variant="secondary" size="S" disabled={disabled} onClick={fill}>
        {t('policy.password.preset')}
      </Button>
    </Box>
  );
};
