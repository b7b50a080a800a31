import { useRef } from 'react';

import { Box, Button, Field, Flex, Textarea, TextInput, Typography } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';

import { useTranslation } from '../../../translations/use-translation';
import { insertAt } from './insert-at';

const FIELDS = ['subject', 'html', 'text'] as const;
type FieldName = (typeof FIELDS)[number];
type Place = HTMLInputElement | HTMLTextAreaElement;

const MONOSPACE = { fontFamily: 'monospace', minHeight: '24rem' };

type Props = { variables: readonly string[]; needed: readonly string[]; canEdit: boolean };

/** The three texts, and the variables that can be inserted at the cursor of the one edited last. */
export const TemplateFields = ({ variables, needed, canEdit }: Props) => {
  const t = useTranslation();
  const last = useRef<Place | null>(null);
  const fields = {
    subject: useField<string>('subject'),
    html: useField<string>('html'),
    text: useField<string>('text'),
  };

  const insert = (variable: string) => {
    const place = last.current;
    const field = place && fields[place.name as FieldName];
    if (!place || !field) return;
    const { text, caret } = insertAt(field.value ?? '', `{{${variable}}}`, place);
    field.onChange(place.name, text);
    // After React has written the text, which moves the cursor to its end.
    requestAnimationFrame(() => {
      place.focus();
      place.setSelectionRange(caret, caret);
    });
  };

  const inputFor = (name: FieldName) => {
    const { value, onChange } = fields[name];
    const props = {
      name,
      value: value ?? '',
      disabled: !canEdit,
      onFocus: (event: React.FocusEvent<Place>) => (last.current = event.currentTarget),
      onChange: (event: React.ChangeEvent<Place>) => onChange(name, event.currentTarget.value),
    };
    return name === 'subject' ? <TextInput {...props} /> : <Textarea {...props} style={MONOSPACE} />;
  };

  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      {FIELDS.map((name) => (
        <Field.Root key={name} name={name} error={fields[name].error} required>
          <Field.Label>{t(`mail-template.${name}`)}</Field.Label>
          {inputFor(name)}
          <Field.Error />
        </Field.Root>
      ))}
      <Box tag="section" aria-label={t('mail-template.variables')}>
        <Typography variant="sigma" tag="h3" textColor="neutral600">
          {t('mail-template.variables')}
        </Typography>
        <Box paddingTop={1} paddingBottom={3}>
          <Typography variant="pi" textColor="neutral600">
            {t('mail-template.variables.text')}
          </Typography>
        </Box>
        {needed.length > 0 && (
          <Box paddingBottom={3}>
            <Typography variant="pi" fontWeight="bold" textColor="neutral800">
              {t('mail-template.needed', { names: needed.map((name) => `{{${name}}}`).join(', ') })}
            </Typography>
          </Box>
        )}
        <Flex gap={2} wrap="wrap">
          {variables.map((variable) => (
            <Button
              key={variable}
              size="S"
              variant="tertiary"
              disabled={!canEdit}
              onClick={() => insert(variable)}
            >
              {`{{${variable}}}`}
            </Button>
          ))}
        </Flex>
      </Box>
    </Flex>
  );
};
