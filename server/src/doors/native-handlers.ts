import type { Strapi } from '../platform/strapi';
import { type Door, type Handler, replace } from './door';
import type { Guard } from './guarded';
import { updateProviders } from './guarded-providers';
import * as roles from './guarded-roles';
import { guardedTokens } from './guarded-tokens';
import * as users from './guarded-users';
import { action } from './native';

/** Why a handler needs no guard here. */
const SHOWS = 'shows what is there, and no secret, by the permission that Strapi asks for';
const OWN = "is about one's own user: for sessions alone (authenticated-request.ts)";
const SIGN_IN =
  'lets somebody in or out: a door of its own (panel-sign-in, session-renewal, password-recovery)';
const FIRST = 'makes the first admin, where there is none yet (native-user-changes.ts)';
const CONTENT = 'content, files, and how they are shown: no users, roles or tokens of the panel';
const PROJECT = 'the project: no users, roles or tokens of the panel';
const VISITORS = 'users of the site, who are none of the panel';
const TRANSFER = 'by a transfer token; what belongs to users of the panel does not travel';

type Reason = string;
type Handlers = Readonly<Record<string, Reason | Guard>>;

const apiTokens = guardedTokens('admin::api-token');
const transferTokens = guardedTokens('admin::transfer-token');

const all = (reason: Reason, handlers: string): Handlers =>
  Object.fromEntries(handlers.split(/\s+/).map((handler) => [handler, reason]));

/**
 * Every handler of Strapi's own routes and of its bundled plugins (5.54, both editions), by plugin: its
 * guard, or why it needs none. Strapi checks its own permissions first.
 */
export const NATIVE_HANDLERS: Readonly<Record<string, Handlers>> = {
  admin: {
    'user.create': users.createUser,
    'user.update': users.updateUser,
    'user.deleteOne': users.deleteUser,
    'user.deleteMany': users.deleteUsers,
    'authenticated-user.updateMe': users.updateMe,
    'authenticated-session.revoke': users.endSession,
    'authenticated-session.revokeAll': users.endSessions,
    'role.create': roles.createRole,
    'role.update': roles.updateRole,
    'role.updatePermissions': roles.updatePermissions,
    'role.deleteOne': roles.deleteRole,
    'role.deleteMany': roles.deleteRoles,
    'api-token.create': apiTokens.create,
    'api-token.update': apiTokens.update,
    'api-token.regenerate': apiTokens.regenerate,
    'api-token.get': apiTokens.read,
    'api-token.revoke': apiTokens.revoke,
    'admin-token.create': apiTokens.create,
    'admin-token.update': apiTokens.update,
    'admin-token.regenerate': apiTokens.regenerate,
    'admin-token.get': apiTokens.read,
    'admin-token.revoke': apiTokens.revoke,
    'transfer.token-create': transferTokens.create,
    'transfer.token-update': transferTokens.update,
    'transfer.token-regenerate': transferTokens.regenerate,
    'transfer.token-revoke': transferTokens.revoke,
    'authentication.updateProviderLoginOptions': updateProviders,
    ...all(
      SHOWS,
      `user.find user.findOne role.findAll role.findOne role.getPermissions permission.getAll permission.check
      api-token.list admin-token.list admin-token.getOwnerPermissions transfer.token-list transfer.token-getById
      content-api.getPermissions content-api.getRoutes user.isSSOLocked authentication.getProviderLoginOptions
      audit-logs.findMany audit-logs.findOne audit-logs.findManyUsers audit-logs.export`,
    ),
    ...all(
      OWN,
      `authenticated-user.getMe authenticated-user.getOwnPermissions authenticated-session.list homepage.getHomepageLayout
      homepage.updateHomepageLayout ai.getAiToken`,
    ),
    ...all(
      SIGN_IN,
      `authentication.login authentication.logout authentication.accessToken authentication.forgotPassword
      authentication.resetPassword authentication.register authentication.registrationInfo
      authentication.providerLogin`,
    ),
    ...all(FIRST, 'authentication.registerAdmin'),
    ...all(TRANSFER, 'transfer.runner-pull transfer.runner-push'),
    ...all(
      PROJECT,
      `admin.init admin.information admin.plugins admin.getProjectSettings admin.updateProjectSettings
      admin.getProjectType admin.telemetryProperties admin.getGuidedTourMeta admin.licenseLimitInformation
      admin.licenseTrialTimeLeft homepage.getKeyStatistics ai.getAiUsage ai.getAiFeatureConfig
      authentication.getProviders webhooks.listWebhooks webhooks.getWebhook webhooks.createWebhook
      webhooks.updateWebhook webhooks.deleteWebhook webhooks.deleteWebhooks webhooks.triggerWebhook`,
    ),
  },
  'content-manager': all(
    CONTENT,
    `collection-types.autoClone collection-types.bulkDelete collection-types.bulkFindForValidation
    collection-types.bulkPublish collection-types.bulkUnpublish collection-types.clone
    collection-types.countDraftRelations collection-types.countManyEntriesDraftRelations
    collection-types.create collection-types.delete collection-types.discard collection-types.find
    collection-types.findOne collection-types.publish collection-types.unpublish collection-types.update
    components.findComponentConfiguration components.findComponents components.updateComponentConfiguration
    content-types.findContentTypeConfiguration content-types.findContentTypes
    content-types.findContentTypesSettings content-types.updateContentTypeConfiguration
    history-version.findMany history-version.restoreVersion homepage.getCountDocuments
    homepage.getRecentDocuments init.getInitData preview.getPreviewScript preview.getPreviewUrl
    relations.findAvailable relations.findExisting single-types.countDraftRelations
    single-types.createOrUpdate single-types.delete single-types.discard single-types.find
    single-types.publish single-types.unpublish uid.checkUIDAvailability uid.generateUID`,
  ),
  'content-type-builder': all(
    CONTENT,
    `builder.getReservedNames component-categories.deleteCategory component-categories.editCategory
    components.createComponent components.deleteComponent components.getComponent components.getComponents
    components.updateComponent content-types.createContentType content-types.deleteContentType
    content-types.getContentType content-types.getContentTypes content-types.updateContentType
    schema.getSchema schema.getUpdateSchemaStatus schema.updateSchema`,
  ),
  upload: all(
    CONTENT,
    `admin-file.createAIMetadataJob admin-file.destroy admin-file.find admin-file.findOne
    admin-file.generateAIMetadata admin-file.getAIMetadataPendingCount admin-file.getLatestAIMetadataJob
    admin-folder-file.deleteMany admin-folder-file.moveMany admin-folder.create admin-folder.find
    admin-folder.findOne admin-folder.getStructure admin-folder.update admin-settings.getSettings
    admin-settings.updateSettings admin-upload.bulkUpdateFileInfo admin-upload.replaceFile
    admin-upload.updateFileInfo admin-upload.upload admin-upload.uploadFile admin-upload.uploadFromUrls
    content-api.destroy content-api.find content-api.findOne content-api.findPage content-api.upload
    view-configuration.findViewConfiguration view-configuration.updateViewConfiguration`,
  ),
  i18n: all(
    CONTENT,
    `ai-localization-jobs.getJobForCollectionType ai-localization-jobs.getJobForSingleType
    content-types.getFillFromLocaleData content-types.getNonLocalizedAttributes iso-locales.listIsoLocales
    locales.createLocale locales.deleteLocale locales.listLocales locales.updateLocale settings.getSettings
    settings.updateSettings`,
  ),
  email: all(PROJECT, `email.getSettings email.send email.test email.verify`),
  'content-releases': all(
    CONTENT,
    `homepage.getUpcomingReleases release-action.create release-action.createMany release-action.delete
    release-action.findMany release-action.update release.create release.delete
    release.findByDocumentAttached release.findOne release.findPage release.mapEntriesToReleases
    release.publish release.update settings.find settings.update`,
  ),
  'review-workflows': all(
    CONTENT,
    `assignees.updateEntity homepage.getRecentlyAssignedDocuments stages.find stages.findById
    stages.listAvailableStages stages.updateEntity workflows.create workflows.delete workflows.find
    workflows.update`,
  ),
  'users-permissions': all(
    VISITORS,
    `auth.callback auth.changePassword auth.connect auth.emailConfirmation auth.forgotPassword
    auth.getSessions auth.logout auth.refresh auth.register auth.resetPassword auth.revokeSession
    auth.sendEmailConfirmation permissions.getPermissions permissions.getPolicies permissions.getRoutes
    role.createRole role.deleteRole role.find role.findOne role.updateRole settings.getAdvancedSettings
    settings.getEmailTemplate settings.getProviders settings.updateAdvancedSettings
    settings.updateEmailTemplate settings.updateProviders user.count user.create user.destroy user.find
    user.findOne user.me user.update`,
  ),
};

const isGuarded = (handling: Reason | Guard): handling is Guard => typeof handling !== 'string';

/** Strapi's own admin only: its bundled plugins touch nothing that is guarded here. */
const GUARDED = Object.entries(NATIVE_HANDLERS.admin ?? {}).flatMap(([handler, handling]) => {
  const [controller = '', method = ''] = handler.split('.');
  return isGuarded(handling) ? [{ controller, method, handling }] : [];
});

/** Only in the Enterprise Edition. */
const ENTERPRISE = new Set(['updateProviderLoginOptions']);

/**
 * Strapi's own pages, and anyone who calls their routes, go through the same guards as ours, with step-up
 * where it is due and an entry in the log.
 */
export const nativeHandlers: Door = {
  name: 'native handlers',
  decorates: GUARDED.map(({ controller, method, handling }) =>
    replace<Handler>(action(controller, method), { arity: 1, isOptional: ENTERPRISE.has(method) }, handling),
  ),
};

export type Route = { method: string; path: string; handler: unknown; config?: { auth?: unknown } };
export type Routers = Record<string, { routes?: Route[] }>;

/** Routes of Strapi and its plugins that nobody has reviewed: of another version, or added by a plugin. */
export const unknownRoutes = (strapi: Strapi): string[] =>
  Object.entries(NATIVE_HANDLERS).flatMap(([name, known]) => {
    const owner = name === 'admin' ? strapi.admin : strapi.plugins[name];
    const routers = (owner?.routes ?? {}) as unknown as Routers;
    return Object.values(routers)
      .flatMap(({ routes = [] }) => routes)
      .filter(({ handler }) => typeof handler !== 'string' || !(handler in known))
      .map(({ method, path, handler }) =>
        [name, method, path, typeof handler === 'string' ? handler : ''].join(' ').trim(),
      );
  });
