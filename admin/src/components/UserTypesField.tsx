import { USER_TYPES } from '../../../shared/constants';
import { type TextId, useTranslation } from '../translations/use-translation';
import { CheckboxSet } from './CheckboxSet';

/** The user types that something applies to. */
export const UserTypesField = ({ hint, disabled = false }: { hint: TextId; disabled?: boolean }) => {
  const t = useTranslation();
  return (
    <CheckboxSet
      name="userTypes"
      label={t('roles.userTypes')}
      hint={t(hint)}
      choices={USER_TYPES}
      textOf={(type) => t(`type.${type}`)}
      isDisabled={() => disabled}
    />
  );
};
