import {
  listMails,
  listMailTemplates,
  previewMailTemplate,
  resetMailTemplate,
  sendMailAgain,
  testMailTemplate,
  updateMailTemplate,
} from '../../../shared/contracts/mails';
import { ask, tell } from './ask';
import type { ArgsOf } from './contract-args';
import { listOf } from './gatehouse-api';

export type MailQuery = ArgsOf<typeof listMails>;
export type TemplateTexts = ArgsOf<typeof updateMailTemplate>['body'];

const all = listOf('GatehouseMail');

export const useMailsQuery = ask(listMails, [all]);
/** Reloads after a refusal too: the mail may have been sent meanwhile. */
export const useSendMailAgainMutation = tell(sendMailAgain, [all, 'GatehouseLog']);
export const useMailTemplatesQuery = ask(listMailTemplates, ['GatehouseMailTemplate']);
export const useUpdateMailTemplateMutation = tell(updateMailTemplate, ['GatehouseMailTemplate']);
export const useResetMailTemplateMutation = tell(resetMailTemplate, ['GatehouseMailTemplate']);
/** A query, although it is sent as a POST: it changes nothing. */
export const usePreviewMailTemplateQuery = ask(previewMailTemplate, [], { keepUnusedDataFor: 0 });
export const useTestMailTemplateMutation = tell(testMailTemplate, [all]);
