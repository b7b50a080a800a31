import { type RefCallback, useRef, useState } from 'react';

import { Box, Button, Flex, Grid, Typography } from '@strapi/design-system';
import { ArrowClockwise, Check, PaperPlane } from '@strapi/icons';
import { BackButton, Layouts, Page } from '@strapi/strapi/admin';

import type { MailTemplate } from '../../../../../shared/contracts/mails';
import { AskFirst } from '../../../components/AskFirst';
import { Card } from '../../../components/Card';
import { EditedForm } from '../../../components/edited-form/EditedForm';
import { useCan } from '../../../components/PermissionsProvider';
import { useFeedback } from '../../../components/use-feedback';
import { sectionPath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';
import { TemplateFields } from './TemplateFields';
import { TemplatePreview } from './TemplatePreview';
import { textsOf, useTemplateForm } from './use-template-form';

/** The texts of one mail, beside a preview. */
export const TemplateEditor = ({ template }: { template: MailTemplate }) => {
  const t = useTranslation();
  const canEdit = useCan()('mail-templates.update');
  const { succeeded } = useFeedback();
  const form = useTemplateForm(template);
  const title = t(`mail-template.${template.name}`);
  return (
    <Page.Main>
      <Page.Title>{title}</Page.Title>
      <EditedForm
        record={template}
        valuesOf={textsOf}
        canEdit={canEdit}
        save={form.save}
        onSaved={() => succeeded('mail-template.saved')}
      >
        {({ values, modified, isSubmitting, startFrom }) => (
          <>
            <Layouts.Header
              title={title}
              subtitle={t(`mail-template.${template.name}.text`)}
              navigationAction={<BackButton fallback={sectionPath('mail-templates')} />}
              primaryAction={
                canEdit && (
                  <Flex gap={2} wrap="wrap">
                    <ResetButton
                      isDefault={template.isDefault}
                      isBusy={form.isResetting}
                      onReset={() => form.backToDefault(startFrom)}
                    />
                    <Button
                      variant="secondary"
                      startIcon={<PaperPlane />}
                      loading={form.isTesting}
                      onClick={() => void form.sendTest(values)}
                    >
                      {t('mail-template.test')}
                    </Button>
                    <Button
                      type="submit"
                      startIcon={<Check />}
                      disabled={!modified && template.isInForce}
                      loading={isSubmitting}
                    >
                      {t('save')}
                    </Button>
                  </Flex>
                )
              }
            />
            <Layouts.Content>
              {!template.isInForce && (
                <Box background="warning100" hasRadius padding={4} marginBottom={6}>
                  <Typography textColor="warning700">{t('mail-template.not-in-force.text')}</Typography>
                </Box>
              )}
              <Grid.Root gap={6}>
                <Grid.Item xs={12} m={6} direction="column" alignItems="stretch">
                  <Card title={t('mail-template.texts')} text={t('mail-template.texts.text')}>
                    <TemplateFields {...template} canEdit={canEdit} />
                  </Card>
                </Grid.Item>
                <Grid.Item xs={12} m={6} direction="column" alignItems="stretch">
                  <Card title={t('mail-template.preview')} text={t('mail-template.preview.text')}>
                    <TemplatePreview name={template.name} texts={values} />
                  </Card>
                </Grid.Item>
              </Grid.Root>
            </Layouts.Content>
          </>
        )}
      </EditedForm>
    </Page.Main>
  );
};

type ResetProps = { isDefault: boolean; isBusy: boolean; onReset: () => Promise<void> };

const ResetButton = ({ isDefault, isBusy, onReset }: ResetProps) => {
  const t = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const button = useRef<HTMLElement | null>(null);
  if (isDefault) return null;
  const keep: RefCallback<HTMLElement> = (element) => {
    if (element) button.current = element;
  };
  return (
    <>
      <Button
        ref={keep as never}
        variant="tertiary"
        startIcon={<ArrowClockwise />}
        onClick={() => setIsAsking(true)}
      >
        {t('mail-template.reset')}
      </Button>
      {isAsking && (
        <AskFirst
          title={t('mail-template.reset.title')}
          confirmLabel={t('mail-template.reset')}
          isDangerous
          isBusy={isBusy}
          opener={button.current}
          onClose={() => setIsAsking(false)}
          onConfirm={async () => {
            await onReset();
            setIsAsking(false);
          }}
        >
          {t('mail-template.reset.text')}
        </AskFirst>
      )}
    </>
  );
};
