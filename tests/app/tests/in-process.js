'use strict';

/* global expect, it */

const { createStrapi } = require('@strapi/strapi');

/** As projects test themselves: Strapi in jest's own process. Run by tests/features/in-process, and not with the others. */
it('makes users of the panel, and refuses a password that is too common', async () => {
  const strapi = await createStrapi({ appDir: process.cwd(), distDir: process.cwd() }).load();
  try {
    const role = await strapi.db.query('admin::role').findOne({ where: { code: 'strapi-editor' } });
    const make = (email, password) =>
      strapi
        .service('admin::user')
        .create({ email, password, firstname: 'Ada', isActive: true, roles: [role.id] });

    await expect(make('common@example.test', 'Password12345')).rejects.toThrow('too common');
    expect(await make('ada@example.test', 'Violet-Anchor-42')).toMatchObject({ email: 'ada@example.test' });
  } finally {
    await strapi.destroy();
  }
});
