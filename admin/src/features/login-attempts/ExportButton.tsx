import { useState } from 'react';

import { Button } from '@strapi/design-system';
import { Download } from '@strapi/icons';

import { downloadLoginAttempts } from '../../api/login-attempts';
import { useFeedback } from '../../components/use-feedback';
import { useTranslation } from '../../translations/use-translation';
import type { LoginAttemptList } from './use-login-attempts';

/** Saves what the filters leave as a CSV file. */
export const ExportButton = ({ filters }: { filters: LoginAttemptList['filters'] }) => {
  const t = useTranslation();
  const { failed } = useFeedback();
  const [isBusy, setBusy] = useState(false);

  const save = async () => {
    setBusy(true);
    try {
      saveAs(
        await downloadLoginAttempts(filters),
        `login-history-${new Date().toISOString().slice(0, 10)}.csv`,
      );
    } catch (error) {
      failed(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Button variant="secondary" startIcon={<Download />} loading={isBusy} onClick={() => void save()}>
      {t('attempts.export')}
    </Button>
  );
};

const saveAs = (file: Blob, name: string) => {
  const url = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
};
