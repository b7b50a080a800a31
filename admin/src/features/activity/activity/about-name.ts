import { MAIL_TEMPLATES, type MailTemplateName } from '../../../../../shared/constants';
import type { Activity } from '../../../../../shared/contracts/log';
import type { Translate } from '../../../translations/use-translation';

const isTemplate = (name: string): name is MailTemplateName =>
  (MAIL_TEMPLATES as readonly string[]).includes(name);

/** The name of what an entry is about. */
export const aboutName = ({ kind, name }: Activity['about'], t: Translate): string => {
  if (kind === 'environment') return t('nav.environment');
  if (name === null) return t('activity.unnamed');
  return kind === 'mail-template' && isTemplate(name) ? t(`mail-template.${name}`) : name;
};
