import type { z } from 'zod';

import type { MailTemplateName } from '../../../shared/constants';
import {
  listMails,
  listMailTemplates,
  previewMailTemplate,
  resetMailTemplate,
  sendMailAgain,
  testMailTemplate,
  updateMailTemplate,
} from '../../../shared/contracts/mails';
import { type Answer, gatehouseApi, LIST, requestOf } from './gatehouse-api';

export type MailQuery = z.input<typeof listMails.query>;
export type TemplateTexts = z.input<typeof updateMailTemplate.body>;
type OfTemplate = { name: MailTemplateName; texts: TemplateTexts };

const api = gatehouseApi.injectEndpoints({
  endpoints: (builder) => ({
    gatehouseMails: builder.query<Answer<typeof listMails>, MailQuery>({
      query: (query) => requestOf(listMails, { query }),
      providesTags: [{ type: 'GatehouseMail', id: LIST }],
    }),
    gatehouseSendMailAgain: builder.mutation<Answer<typeof sendMailAgain>, number>({
      query: (id) => requestOf(sendMailAgain, { params: { id } }),
      // After a refusal too: it may have left by itself.
      invalidatesTags: [{ type: 'GatehouseMail', id: LIST }, 'GatehouseLog'],
    }),
    gatehouseMailTemplates: builder.query<Answer<typeof listMailTemplates>, void>({
      query: () => requestOf(listMailTemplates),
      providesTags: ['GatehouseMailTemplate'],
    }),
    gatehouseUpdateMailTemplate: builder.mutation<Answer<typeof updateMailTemplate>, OfTemplate>({
      query: ({ name, texts }) => requestOf(updateMailTemplate, { params: { name }, body: texts }),
      invalidatesTags: ['GatehouseMailTemplate'],
    }),
    gatehouseResetMailTemplate: builder.mutation<Answer<typeof resetMailTemplate>, MailTemplateName>({
      query: (name) => requestOf(resetMailTemplate, { params: { name } }),
      invalidatesTags: ['GatehouseMailTemplate'],
    }),
    // A question, though it is sent as a POST: it changes nothing.
    gatehousePreviewMailTemplate: builder.query<Answer<typeof previewMailTemplate>, OfTemplate>({
      query: ({ name, texts }) => requestOf(previewMailTemplate, { params: { name }, body: texts }),
      keepUnusedDataFor: 0,
    }),
    gatehouseTestMailTemplate: builder.mutation<Answer<typeof testMailTemplate>, OfTemplate>({
      query: ({ name, texts }) => requestOf(testMailTemplate, { params: { name }, body: texts }),
      invalidatesTags: [{ type: 'GatehouseMail', id: LIST }],
    }),
  }),
});

export const {
  useGatehouseMailsQuery: useMailsQuery,
  useGatehouseSendMailAgainMutation: useSendMailAgainMutation,
  useGatehouseMailTemplatesQuery: useMailTemplatesQuery,
  useGatehouseUpdateMailTemplateMutation: useUpdateMailTemplateMutation,
  useGatehouseResetMailTemplateMutation: useResetMailTemplateMutation,
  useGatehousePreviewMailTemplateQuery: usePreviewMailTemplateQuery,
  useGatehouseTestMailTemplateMutation: useTestMailTemplateMutation,
} = api;
