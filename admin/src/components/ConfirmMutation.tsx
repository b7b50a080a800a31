import { type ReactNode, useState } from 'react';

import { type TextId, type Translate, useTranslation } from '../translations/use-translation';
import { AskFirst } from './AskFirst';
import type { DialogProps } from './dialog-focus';
import { type Outcome, useFeedback } from './use-feedback';

/** A text id for which `.title` and `.text` exist, too. */
type Asked = {
  [Id in TextId]: `${Id}.title` extends TextId ? (`${Id}.text` extends TextId ? Id : never) : never;
}[TextId];

export type Question = {
  /** The texts of the question: `<of>.title`, `<of>.text`, and `<of>` on the button. */
  of: Asked;
  /** The message once it is done. */
  done: TextId;
  values: Parameters<Translate>[1];
  /** Why the server would refuse it: shown in place of the text, with nothing to confirm. */
  impossible?: ReactNode;
  run: () => PromiseLike<Outcome>;
};
/** `choice`: further options. */
type Props = DialogProps & Question & { choice?: ReactNode };

/** Asks before something is removed, removes it, reports the result, and closes. */
export const ConfirmMutation = ({ of, done, values, impossible, run, onClose, ...dialog }: Props) => {
  const t = useTranslation();
  const { succeeded, failed } = useFeedback();
  const [isBusy, setBusy] = useState(false);

  const confirm = async () => {
    setBusy(true);
    const { error } = await run();
    if (error === undefined) succeeded(done, values);
    else failed(error);
    onClose();
  };

  return (
    <AskFirst
      {...dialog}
      title={t(`${of}.title`, values)}
      confirmLabel={t(of)}
      isDangerous
      isImpossible={Boolean(impossible)}
      isBusy={isBusy}
      onConfirm={confirm}
      onClose={onClose}
    >
      {impossible || t(`${of}.text`, values)}
    </AskFirst>
  );
};
