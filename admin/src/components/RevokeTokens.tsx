import { Checkbox } from '@strapi/design-system';

import { useTranslation } from '../translations/use-translation';

type Props = { name: string; isChosen: boolean; onChange: (isChosen: boolean) => void };

/** Whether to revoke the user's admin tokens too: they outlive passwords and sessions. */
export const RevokeTokens = ({ name, isChosen, onChange }: Props) => {
  const t = useTranslation();
  return (
    <Checkbox checked={isChosen} onCheckedChange={(checked) => onChange(checked === true)}>
      {t('action.revoke-tokens', { name })}
    </Checkbox>
  );
};
