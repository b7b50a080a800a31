/** @example ownerOf('api::article.article.find') === 'api::article.article' */
export const ownerOf = (uid: string) => uid.slice(0, uid.lastIndexOf('.'));

/**
 * @example nameOfOwner('api::blog-post.blog-post') === 'Blog post'
 * @example nameOfOwner('plugin::upload.content-api') === 'Upload (content api)'
 */
export const nameOfOwner = (owner: string) => {
  const [, plugin, name = owner] = /^(?:plugin::([^.]+)|.*)\.([^.]+)$/.exec(owner) ?? [];
  return asTitle(plugin ? `${plugin} (${name})` : name);
};

/** @example asTitle('api-tokens') === 'Api tokens' */
export const asTitle = (text: string) => {
  const spaced = text.replaceAll('-', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

/** @example nameOfAction('api::article.article.find') === 'find' */
export const nameOfAction = (uid: string) => uid.slice(uid.lastIndexOf('.') + 1);
