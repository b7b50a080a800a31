import { addNote, exportActivity, listActivity, listLog } from '../../../../../shared/contracts/log';
import { withFreshProof } from '../../../access/fresh-proof';
import { download, route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const logRoutes = (strapi: Strapi) => {
  const log = () => getService(strapi, 'log');
  return [
    route(listLog, ({ params, query, actor }) => log().list(params.id, query, actor)),
    route(addNote, ({ params, body, actor }) => log().addNote(params.id, body.text, actor)),
    route(listActivity, ({ query, actor }) => log().listAll(query, actor)),
    download(
      exportActivity,
      withFreshProof(strapi, ({ query, actor }) => log().exportAll(query, actor)),
    ),
  ];
};
