import { DateField } from '../../../../components/DateField';
import { useTranslation } from '../../../../translations/use-translation';

/** When a suspension ends; empty: not by itself. */
export const SuspensionEndField = () => {
  const t = useTranslation();
  return (
    <DateField
      name="until"
      label={t('action.suspend.until')}
      hint={t('action.suspend.until.hint')}
      edge="end"
    />
  );
};
